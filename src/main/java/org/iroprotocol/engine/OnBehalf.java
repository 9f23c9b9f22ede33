package org.iroprotocol.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseUtil;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Remembers, when a model is read, which groups may complete a user task for its role's holder. */
class OnBehalf extends AbstractBpmnParseListener {

    private static final String PROPERTY = "onBehalf";

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        Map<String, String> values = BpmnParseUtil.parseCamundaExtensionProperties(element);
        if (values != null && values.get(PROPERTY) != null) {
            activity.setProperty(PROPERTY, Arrays.stream(values.get(PROPERTY).strip().split("\\s+"))
                    .filter(group -> !group.isEmpty())
                    .collect(Collectors.toUnmodifiableSet()));
        }
    }

    @SuppressWarnings("unchecked")
    static Set<String> groups(TaskEntity task) {
        ActivityImpl activity = task.getExecution() == null ? null : task.getExecution().getActivity();
        Object groups = activity == null ? null : activity.getProperty(PROPERTY);
        return groups == null ? Set.of() : (Set<String>) groups;
    }
}
