package org.iroprotocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.stereotype.Component;

/**
 * Demands that the tests of one class go through every flow node and every sequence flow of one national model:
 * {@code @RegisterExtension static ModelCoverage coverage = ModelCoverage.of("proceedings");}
 */
public final class ModelCoverage implements BeforeAllCallback, AfterAllCallback {

    private static final Set<String> VISITED = new ConcurrentSkipListSet<>();

    private final String process;

    private final String folder;

    private ModelCoverage(String folder, String process) {
        this.folder = folder;
        this.process = process;
    }

    public static ModelCoverage of(String process) {
        return of("protocol", process);
    }

    /** A model of another folder than the national one, for example {@code cafcass}. */
    public static ModelCoverage of(String folder, String process) {
        return new ModelCoverage(folder, process);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (nested(context)) {
            return;
        }
        VISITED.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (nested(context)) {
            return;
        }
        BpmnModelInstance model = Bpmn.readModelFromFile(Path.of("processes", folder, process + ".bpmn").toFile());
        Set<String> unvisited = new TreeSet<>();
        Stream.concat(model.getModelElementsByType(FlowNode.class).stream(), model.getModelElementsByType(SequenceFlow.class).stream())
                .map(ModelCoverage::seenAs)
                .filter(id -> !VISITED.contains(process + "#" + id))
                .forEach(unvisited::add);
        assertThat(unvisited).as("elements of " + process + " that no test of this class goes through").isEmpty();
    }

    /** Behind an event-based gateway the engine goes to the event itself, never along the flow. */
    private static String seenAs(FlowElement element) {
        return element instanceof SequenceFlow flow && flow.getSource() instanceof EventBasedGateway ? flow.getTarget().getId()
                : element.getId();
    }

    /** Tests in nested classes count for the class around them. */
    private static boolean nested(ExtensionContext context) {
        return context.getRequiredTestClass().getEnclosingClass() != null;
    }

    /** Lets the engine report what it goes through; asks it nothing, so that it costs no test anything. */
    @Component
    static class Plugin extends AbstractProcessEnginePlugin {

        @Override
        public void preInit(ProcessEngineConfigurationImpl configuration) {
            List<BpmnParseListener> listeners = configuration.getCustomPostBPMNParseListeners() == null ? new ArrayList<>()
                    : new ArrayList<>(configuration.getCustomPostBPMNParseListeners());
            listeners.add(new AbstractBpmnParseListener() {
                @Override
                public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
                    definitions.forEach(definition -> watch(definition.getKey(), definition));
                }
            });
            configuration.setCustomPostBPMNParseListeners(listeners);
        }

        private static void watch(String process, ScopeImpl scope) {
            for (ActivityImpl activity : scope.getActivities()) {
                activity.addListener(ExecutionListener.EVENTNAME_START, visit(process, activity.getId()));
                activity.getOutgoingTransitions().forEach(flow -> ((TransitionImpl) flow)
                        .addListener(ExecutionListener.EVENTNAME_TAKE, visit(process, flow.getId())));
                watch(process, activity);
            }
        }

        private static ExecutionListener visit(String process, String element) {
            String visited = process + "#" + element;
            return execution -> VISITED.add(visited);
        }
    }
}
