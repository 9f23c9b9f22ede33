package org.iroprotocol.localisation.check;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.iroprotocol.authority.TableFiles;

/**
 * One DMN file, read.
 *
 * @param decisions         ids of its decisions; empty when it cannot be used
 * @param why               why it cannot be used, in words for an administrator; null when it can
 * @param withoutTimeToLive ids of decisions that do not say how long their history is kept
 * @param rows              of a row-wise table of the file's own name; else empty
 */
record TableFile(List<String> decisions, String why, List<String> withoutTimeToLive, Map<String, Map<String, Object>> rows) {

    static TableFile read(String file, byte[] content) {
        try {
            List<String> decisions = TableFiles.check(file, content);
            List<String> endless = Dmn.readModelFromStream(new ByteArrayInputStream(content)).getModelElementsByType(Decision.class)
                    .stream()
                    .filter(decision -> decision.getCamundaHistoryTimeToLiveString() == null
                            || decision.getCamundaHistoryTimeToLiveString().isBlank())
                    .map(Decision::getId)
                    .toList();
            boolean rowWise = TableFiles.isRowWise(file) && decisions.equals(List.of(file.replace(Protocol.TABLE, "")));
            return new TableFile(decisions, null, endless, rowWise ? TableFiles.rows(file, content) : Map.of());
        } catch (IllegalArgumentException e) {
            return new TableFile(List.of(), e.getMessage(), List.of(), Map.of());
        }
    }
}
