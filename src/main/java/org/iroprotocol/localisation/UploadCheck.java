package org.iroprotocol.localisation;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.DeploymentOrder;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.localisation.check.Check;
import org.iroprotocol.localisation.check.Problem;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Runs the check on what somebody wants to deploy, laid over what is deployed for the authority now. */
@Component
public class UploadCheck {

    private static final String LETTERS = "letters/";

    private final RepositoryService repository;
    private final AsSystem asSystem;
    private final FolderLocation location;

    /** For Spring; lazily, because the engine asks for it while it is being built. */
    UploadCheck(@Lazy RepositoryService repository, @Lazy AsSystem asSystem, FolderLocation location) {
        this.repository = repository;
        this.asSystem = asSystem;
        this.location = location;
    }

    /**
     * What is wrong in the files, or would be elsewhere because of them.
     *
     * @param authority tenant id
     * @param upload    file name → content, complete: forms with their model, tables with all rows
     * @return empty when all is well
     */
    public List<Problem> problems(String authority, Map<String, byte[]> upload) {
        return Check.upload(location.read().under(authority), asSystem.call(() -> deployed(authority)), upload);
    }

    /** What holds now: models and decisions of the latest version, forms from their model's deployment, letters the newest. */
    private SortedMap<String, byte[]> deployed(String authority) {
        Deployed deployed = new Deployed(repository, authority);
        SortedMap<String, byte[]> files = new TreeMap<>();
        DeploymentOrder.newestFirst(repository.createDeploymentQuery().tenantIdIn(authority).list()).forEach(id ->
                deployed.names(id).stream().filter(name -> name.startsWith(LETTERS)).forEach(name ->
                        files.computeIfAbsent(name, one -> deployed.content(deployed.file(id, one)))));
        for (DecisionDefinition decision : repository.createDecisionDefinitionQuery().tenantIdIn(authority).latestVersion().list()) {
            files.put(decision.getResourceName(),
                    deployed.content(deployed.file(decision.getDeploymentId(), decision.getResourceName())));
        }
        for (ProcessDefinition process : deployed.processes()) {
            String id = process.getDeploymentId();
            deployed.names(id).stream().filter(name -> name.equals(process.getResourceName())
                    || name.startsWith(process.getKey() + ".") && name.endsWith(".form"))
                    .forEach(name -> files.put(name, deployed.content(deployed.file(id, name))));
        }
        return files;
    }
}
