package org.iroprotocol.localisation.check;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Text;
import org.iroprotocol.authority.TableFiles;

/**
 * One DMN file, read.
 *
 * @param decisions         ids of its decisions; empty when it cannot be used
 * @param why               why it cannot be used, in words for an administrator; null when it can
 * @param withoutTimeToLive ids of decisions that do not say how long their history is kept
 * @param faults            element → what the engine could not work out there; of a row-wise table none: its cells are read, not
 *                          worked out
 * @param rows              of a row-wise table of the file's own name; else empty
 */
record TableFile(List<String> decisions, String why, List<String> withoutTimeToLive, Map<String, String> faults,
                 Map<String, Map<String, Object>> rows) {

    private static final Pattern TIME_TO_LIVE = Pattern.compile("P[1-9]\\d{0,5}D|[1-9]\\d{0,5}");

    /** The engine counts in whole days alone; none at all would take a decision's or case's history away overnight. */
    static boolean isTimeToLive(String text) {
        return text != null && TIME_TO_LIVE.matcher(text.strip()).matches();
    }

    static TableFile read(String file, byte[] content) {
        try {
            List<String> decisions = TableFiles.check(file, content);
            DmnModelInstance model = Dmn.readModelFromStream(new ByteArrayInputStream(content));
            List<String> endless = model.getModelElementsByType(Decision.class).stream()
                    .filter(decision -> !isTimeToLive(decision.getCamundaHistoryTimeToLiveString()))
                    .map(Decision::getId)
                    .toList();
            boolean rowWise = TableFiles.isRowWise(file) && decisions.equals(List.of(file.replace(Protocol.TABLE, "")));
            return rowWise ? new TableFile(decisions, null, endless, Map.of(), TableFiles.rows(file, content))
                    : new TableFile(decisions, null, endless, faults(model), Map.of());
        } catch (IllegalArgumentException e) {
            return new TableFile(List.of(), e.getMessage(), List.of(), Map.of(), Map.of());
        }
    }

    private static Map<String, String> faults(DmnModelInstance model) {
        Map<String, String> faults = new LinkedHashMap<>();
        model.getModelElementsByType(Decision.class).stream()
                .filter(decision -> !(decision.getExpression() instanceof DecisionTable
                        || decision.getExpression() instanceof LiteralExpression))
                .forEach(decision -> faults.put(decision.getId(), "it is neither a decision table nor an expression. Make it one"));
        model.getModelElementsByType(LiteralExpression.class).forEach(cell -> fault(faults, cell.getId(), cell.getText(), false));
        model.getModelElementsByType(InputExpression.class).forEach(cell -> fault(faults, cell.getId(), cell.getText(), false));
        model.getModelElementsByType(InputEntry.class).forEach(cell -> fault(faults, cell.getId(), cell.getText(), true));
        return faults;
    }

    private static void fault(Map<String, String> faults, String element, Text text, boolean test) {
        FeelText.problem(text == null ? "" : text.getTextContent(), test).ifPresent(what -> faults.put(element, what));
    }
}
