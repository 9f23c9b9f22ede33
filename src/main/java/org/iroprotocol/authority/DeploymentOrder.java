package org.iroprotocol.authority;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.repository.Deployment;

/** Which of several deployments is the newest. */
public final class DeploymentOrder {

    private static final int TIME_BASED = 1;

    private DeploymentOrder() {
    }

    /** Ids of the deployments, newest first; those of the same moment in the order their ids were given out. */
    public static List<String> newestFirst(Collection<Deployment> deployments) {
        return deployments.stream()
                .sorted(Comparator.comparing(Deployment::getDeploymentTime)
                        .thenComparing(deployment -> given(deployment.getId()))
                        .reversed())
                .map(Deployment::getId)
                .toList();
    }

    private static BigInteger given(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.version() == TIME_BASED ? BigInteger.valueOf(uuid.timestamp()) : BigInteger.ZERO;
        } catch (IllegalArgumentException e) {
            return id.matches("\\d+") ? new BigInteger(id) : BigInteger.ZERO;
        }
    }
}
