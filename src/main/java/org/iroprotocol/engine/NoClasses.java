package org.iroprotocol.engine;

import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.BadUserRequestException;

/** Models cannot name Java classes, also those deployed before the model guard stood. */
class NoClasses implements ArtifactFactory {

    @Override
    public <T> T getArtifact(Class<T> type) {
        throw new BadUserRequestException("Models may not name Java classes. Call a method of a listed bean instead.");
    }
}
