package org.iroprotocol.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Form files of process definitions, from each definition's own deployment, whoever asks. */
public interface DeployedForms {

    /** Key of the start form in {@link #of(String)}. */
    String START = "";

    /** Forms by id of the user task, in the order of the model, the start form first under {@link #START}. Never null. */
    Map<String, JsonNode> of(String processDefinitionId);
}
