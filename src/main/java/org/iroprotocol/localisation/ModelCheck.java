package org.iroprotocol.localisation;

import org.iroprotocol.localisation.check.Check;

/** Refuses a model whose process is not named like its file: nobody could tell which deployment of it is the newest. */
class ModelCheck {

    private ModelCheck() {
    }

    /** Only what is about to be deployed: reading a model takes long enough to be felt at every start. */
    static void check(FolderSet set) {
        if (set.isProcess()) {
            Check.named(set.model(), set.files().get(set.model())).ifPresent(problem -> {
                throw new IllegalArgumentException(set.model() + " of '" + set.authority() + "': " + problem.what() + ".");
            });
        }
    }
}
