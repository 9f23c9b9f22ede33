package org.iroprotocol.engine;

import java.util.Set;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.iroprotocol.authority.FolderLocation;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Keeps the duty line out of councils and councils out of Cafcass (P-05): the processes of {@code processes/cafcass} are taken
 * only where Cafcass runs the installation, and nothing is taken for {@code cafcass} anywhere else – whoever deploys, and by
 * whatever way. A deployment is refused as a whole.
 */
class CafcassOnly implements Deployer {

    /** Process ids of {@code processes/cafcass}. */
    static final Set<String> PROCESSES = Set.of("advice-line", "advice-referral");

    private final boolean cafcass;

    /** @param cafcass whether Cafcass runs this installation */
    CafcassOnly(boolean cafcass) {
        this.cafcass = cafcass;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        boolean forCafcass = FolderLocation.CAFCASS.equals(deployment.getTenantId());
        if (cafcass && !forCafcass) {
            throw new BadUserRequestException("This installation is run by Cafcass and serves no council: enter 'cafcass' as "
                    + "tenant id. Nothing has been deployed.");
        }
        if (!cafcass && forCafcass) {
            throw new BadUserRequestException("This installation serves councils: nothing is deployed for 'cafcass' here. Its "
                    + "records may be kept only in an installation that Cafcass runs alone (protocol.authorities=cafcass). "
                    + "Nothing has been deployed.");
        }
        if (!cafcass && deployment.getResources() != null) {
            deployment.getResources().values().forEach(CafcassOnly::check);
        }
    }

    private static void check(ResourceEntity resource) {
        if (!ModelGuard.isModel(resource.getName())) {
            return;
        }
        NodeList processes = ModelGuard.parse(resource.getName(), resource.getBytes()).getElementsByTagNameNS("*", "process");
        for (int i = 0; i < processes.getLength(); i++) {
            String id = ((Element) processes.item(i)).getAttribute("id");
            if (PROCESSES.contains(id)) {
                throw new BadUserRequestException(resource.getName() + ", process '" + id + "': the record of a call to the duty "
                        + "line belongs to Cafcass and to no council. It can be deployed only in an installation that Cafcass "
                        + "runs alone (protocol.authorities=cafcass); take the file out. Nothing has been deployed.");
            }
        }
    }
}
