package org.iroprotocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageConfigurator;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessEngineAdapter;
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
                .map(element -> element.getId())
                .filter(id -> !VISITED.contains(process + "#" + id))
                .forEach(unvisited::add);
        assertThat(unvisited).as("elements of " + process + " that no test of this class goes through").isEmpty();
    }

    /** Tests in nested classes count for the class around them. */
    private static boolean nested(ExtensionContext context) {
        return context.getRequiredTestClass().getEnclosingClass() != null;
    }

    /** Lets the engine report what it goes through. */
    @Component
    static class Plugin extends AbstractProcessEnginePlugin {

        @Override
        public void preInit(ProcessEngineConfigurationImpl configuration) {
            ProcessCoverageConfigurator.initializeProcessCoverageExtensions(configuration);
        }

        @Override
        public void postProcessEngineBuild(ProcessEngine engine) {
            new ProcessEngineAdapter(engine, event -> VISITED.add(event.getModelKey() + "#" + event.getDefinitionKey())).initializeListeners();
        }
    }
}
