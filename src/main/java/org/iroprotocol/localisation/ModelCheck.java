package org.iroprotocol.localisation;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.xml.ModelException;

/** Refuses a model whose process is not named like its file: nobody could tell which deployment of it is the newest. */
class ModelCheck {

    private ModelCheck() {
    }

    /** Only what is about to be deployed: reading a model takes long enough to be felt at every start. */
    static void check(FolderSet set) {
        if (!set.isProcess()) {
            return;
        }
        List<String> executable = executable(set);
        if (!executable.equals(List.of(set.name()))) {
            throw new IllegalArgumentException(set.model() + " of '" + set.authority()
                    + "' must hold exactly one executable process, with the id '" + set.name() + "'; it holds " + executable + ".");
        }
    }

    private static List<String> executable(FolderSet set) {
        try {
            return Bpmn.readModelFromStream(new ByteArrayInputStream(set.files().get(set.model())))
                    .getModelElementsByType(Process.class).stream()
                    .filter(Process::isExecutable)
                    .map(Process::getId)
                    .toList();
        } catch (ModelException e) {
            throw new IllegalArgumentException(set.model() + " of '" + set.authority() + "' is not a valid BPMN file. Open it in "
                    + "Modeler, correct it and start again.", e);
        }
    }
}
