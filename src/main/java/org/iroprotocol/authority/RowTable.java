package org.iroprotocol.authority;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** One row-wise table as a DMN model: checked against the layout, read as rows, merged row by row. */
class RowTable {

    private static final int NAMED_AT_MOST = 5;
    /** What Modeler calls a row that somebody adds; nobody can change it there. */
    private static final Pattern MODELERS_OWN = Pattern.compile("DecisionRule_\\w+");

    private final String where;
    private final DmnModelInstance model;
    private final DecisionTable table;
    private final List<String> columns = new ArrayList<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> rows = new LinkedHashMap<>();

    private RowTable(String where, DmnModelInstance model, Decision decision) {
        this.where = where;
        this.model = model;
        this.table = decisionTable(decision);
        readColumns();
        table.getRules().forEach(this::readRow);
    }

    /**
     * Reads a file that holds exactly the one table of that name.
     *
     * @param where how messages name the file, for example {@code deadlines.dmn of 'derby'}
     */
    static RowTable read(String where, String name, byte[] dmn) {
        DmnModelInstance model = parse(where, dmn);
        List<Decision> decisions = decisions(model);
        if (decisions.size() != 1 || !name.equals(decisions.get(0).getId())) {
            throw refusal(where, "it must hold exactly one decision, with the id '" + name + "'");
        }
        return new RowTable(where, model, decisions.get(0));
    }

    /** Reads the table of that name out of a model that may hold other decisions, too. */
    static RowTable read(String where, String name, DmnModelInstance model) {
        return decisions(model).stream()
                .filter(decision -> name.equals(decision.getId()))
                .findFirst()
                .map(decision -> new RowTable(where, model, decision))
                .orElseThrow(() -> refusal(where, "it holds no decision with the id '" + name + "'"));
    }

    static DmnModelInstance parse(String where, byte[] dmn) {
        try {
            return Dmn.readModelFromStream(new ByteArrayInputStream(dmn));
        } catch (ModelException e) {
            throw new IllegalArgumentException(where + " is not a valid DMN file. Correct it and deploy again. The parser says: "
                    + innermostMessage(e), e);
        }
    }

    static List<Decision> decisions(DmnModelInstance model) {
        return model.getDefinitions().getDrgElements().stream()
                .filter(Decision.class::isInstance)
                .map(Decision.class::cast)
                .toList();
    }

    Map<String, Map<String, Object>> rows() {
        return Collections.unmodifiableMap(rows);
    }

    List<String> columns() {
        return columns;
    }

    /** Lays the rows of another table over this one: a row replaces the row of the same id, new rows come last. */
    byte[] withRowsOf(RowTable over) {
        if (!new HashSet<>(columns).equals(new HashSet<>(over.columns))) {
            throw refusal(over.where, "its columns " + over.columns + " are not the columns of the table it is laid over " + columns
                    + "; name them the same, in any order");
        }
        over.rules.forEach((id, rule) -> put(id, rule, over.columns));
        return Dmn.convertToString(model).getBytes(StandardCharsets.UTF_8);
    }

    private void put(String id, Rule source, List<String> sourceColumns) {
        Rule old = rules.get(id);
        ModelElementInstance before = old == null ? lastRule() : previousOf(old);
        if (old != null) {
            table.removeChildElement(old);
        }
        Rule copy = copy(id, source, sourceColumns);
        if (before == null) {
            table.addChildElement(copy);
        } else {
            table.insertElementAfter(copy, before);
        }
        rules.put(id, copy);
    }

    private ModelElementInstance lastRule() {
        List<Rule> all = List.copyOf(table.getRules());
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    private ModelElementInstance previousOf(Rule rule) {
        List<Rule> all = List.copyOf(table.getRules());
        int index = all.indexOf(rule);
        if (index > 0) {
            return all.get(index - 1);
        }
        List<Output> outputs = List.copyOf(table.getOutputs());
        return outputs.get(outputs.size() - 1);
    }

    private Rule copy(String id, Rule source, List<String> sourceColumns) {
        // newInstance with the id: setting it afterwards has the library search the whole table for references each time.
        Rule rule = model.newInstance(Rule.class, id);
        if (source.getDescription() != null) {
            Description description = model.newInstance(Description.class);
            description.setTextContent(source.getDescription().getTextContent());
            rule.setDescription(description);
        }
        // Ids are made from row and column: a random one would make equal tables look different.
        InputEntry input = model.newInstance(InputEntry.class, "cell_" + id + "_id");
        input.setText(text(source.getInputEntries().iterator().next().getText()));
        rule.getInputEntries().add(input);
        List<OutputEntry> cells = List.copyOf(source.getOutputEntries());
        for (String column : columns) {
            OutputEntry output = model.newInstance(OutputEntry.class, "cell_" + id + "_" + column);
            output.setText(text(cells.get(sourceColumns.indexOf(column)).getText()));
            rule.getOutputEntries().add(output);
        }
        return rule;
    }

    private Text text(Text source) {
        Text text = model.newInstance(Text.class);
        text.setTextContent(source == null ? "" : source.getTextContent());
        return text;
    }

    private DecisionTable decisionTable(Decision decision) {
        if (!(decision.getExpression() instanceof DecisionTable found)) {
            throw refusal(where, "the decision '" + decision.getId() + "' is not a decision table");
        }
        if (found.getHitPolicy() != HitPolicy.UNIQUE) {
            throw refusal(where, "its hit policy must be UNIQUE");
        }
        return found;
    }

    private void readColumns() {
        Collection<Input> inputs = table.getInputs();
        if (inputs.size() != 1 || !"id".equals(inputText(inputs.iterator().next()))) {
            throw refusal(where, "it must have one input, with the expression id");
        }
        Set<String> seen = new LinkedHashSet<>();
        for (Output output : table.getOutputs()) {
            if (output.getName() == null || output.getName().isBlank() || !seen.add(output.getName())) {
                throw refusal(where, "every output needs a name of its own");
            }
        }
        columns.addAll(seen);
    }

    private static String inputText(Input input) {
        return input.getInputExpression() == null ? "" : content(input.getInputExpression().getText());
    }

    private void readRow(Rule rule) {
        if (rule.getInputEntries().size() != 1 || rule.getOutputEntries().size() != columns.size()) {
            throw refusal(where, "row '" + rule.getId() + "' does not have one cell for each column");
        }
        String entry = content(rule.getInputEntries().iterator().next().getText());
        Object id = cell(rule.getId(), "id", entry);
        boolean given = rule.getId() != null && MODELERS_OWN.matcher(rule.getId()).matches();
        if (!(id instanceof String name) || name.isBlank() || !given && !name.equals(rule.getId())) {
            throw refusal(where, "the row with the rule id '" + rule.getId() + "' has " + (entry.isEmpty() ? "nothing" : entry)
                    + " as its input; " + (given ? "write the row's name there, in double quotes"
                    : "put \"" + rule.getId() + "\" there, in double quotes, and add a row of its own for anything else"));
        }
        if (rules.putIfAbsent(name, rule) != null) {
            throw refusal(where, "two rows have the id '" + name + "'");
        }
        Map<String, Object> row = new LinkedHashMap<>();
        int column = 0;
        for (OutputEntry output : rule.getOutputEntries()) {
            String columnName = columns.get(column++);
            Object value = cell(name, columnName, content(output.getText()));
            if (value != null) {
                row.put(columnName, value);
            }
        }
        rows.put(name, Collections.unmodifiableMap(row));
    }

    private Object cell(String row, String column, String text) {
        try {
            return FeelLiteral.read(text);
        } catch (IllegalArgumentException e) {
            throw refusal(where, "row '" + row + "', column '" + column + "': " + e.getMessage());
        }
    }

    private static String content(Text text) {
        return text == null || text.getTextContent() == null ? "" : text.getTextContent().strip();
    }

    /** Ids of rows that differ between two tables, at most a handful, for a message. */
    static List<String> differingRows(RowTable one, RowTable other) {
        Map<String, Map<String, Object>> all = new HashMap<>(one.rows);
        all.putAll(other.rows);
        return all.keySet().stream()
                .filter(id -> !java.util.Objects.equals(one.rows.get(id), other.rows.get(id)))
                .sorted()
                .limit(NAMED_AT_MOST)
                .toList();
    }

    private static String innermostMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    private static IllegalArgumentException refusal(String where, String what) {
        return new IllegalArgumentException(where + " cannot be used: " + what + ". Correct the table and deploy it again.");
    }
}
