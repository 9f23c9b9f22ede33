package org.iroprotocol.casefile;

import java.util.List;

/** What the deployed form files of a process ask for; built in the room {@code form}. */
public interface FormFields {

    /** Fields of all forms of a process definition, in form order; keys are unique within a process. */
    List<Field> of(String processDefinitionId);

    /**
     * The label of a choice as the person saw it, for fields that offer choices.
     *
     * @return the value itself when the field offers no such choice
     */
    default String choice(String processDefinitionId, String key, String value) {
        return value;
    }

    /**
     * One input of a form.
     *
     * @param engine true when the field steers the process and stays a variable (the form file's custom property
     *               {@code engine} is {@code true}); else its value moves to the case file
     */
    record Field(String key, String label, String type, boolean engine) {
    }
}
