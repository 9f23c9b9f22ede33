package org.iroprotocol.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.dmn.deployer.DecisionDefinitionDeployer;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.impl.util.StringUtil;
import org.iroprotocol.localisation.check.ModelLanguage;
import org.iroprotocol.localisation.check.Problem;
import org.w3c.dom.Document;

/** Refuses to deploy a model that could do more than call the listed beans: file, element, remedy (decision 0004). */
class ModelGuard implements Deployer {

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew() || deployment.getResources() == null) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        for (ResourceEntity resource : deployment.getResources().values()) {
            problems.addAll(check(resource.getName(), resource.getBytes()));
        }
        if (!problems.isEmpty()) {
            throw new BadUserRequestException(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }

    private static List<Problem> check(String file, byte[] bytes) {
        String name = file.toLowerCase(Locale.ROOT);
        if (ModelLanguage.foreign(file).isPresent()) {
            return List.of(ModelLanguage.foreign(file).get());
        } else if (isModel(name)) {
            return ModelLanguage.bpmn(file, bytes);
        } else if (StringUtil.hasAnySuffix(name, DecisionDefinitionDeployer.DMN_RESOURCE_SUFFIXES)) {
            return ModelLanguage.dmn(file, bytes);
        }
        return List.of();
    }

    /** Whether the engine deploys it as a model: by the end of its name, with a dot before it or without. */
    static boolean isModel(String file) {
        return StringUtil.hasAnySuffix(file.toLowerCase(Locale.ROOT), BpmnDeployer.BPMN_RESOURCE_SUFFIXES);
    }

    /** The model as a tree; a file that is none is refused in words for an administrator. */
    static Document parse(String file, byte[] bytes) {
        try {
            return ModelLanguage.parse(file, bytes);
        } catch (IllegalArgumentException e) {
            throw new BadUserRequestException(e.getMessage(), e);
        }
    }
}
