package org.iroprotocol.correspondence;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * Which letter or notice is written, and about what.
 *
 * @param template file under {@code letters}
 * @param rule     the row of {@code deadlines.dmn} that {@code {{deadline.*}}} speaks of
 * @param instance the process instance that writes it, whose own deadlines it speaks of; null: whichever there are
 * @param subject  the concern, hearing, document or review it is about; null when the case has only one
 */
record Writing(String template, String rule, String instance, String subject) {

    /** Says of any target that it was missed, where the authority has no notice of that target's own. */
    static final String TARGET_MISSED = "target-missed";

    private static final String OVERDUE = "-overdue";
    private static final String SUBJECT = "subject";

    /** {@code iro-notice-overdue} speaks of {@code iro-notice}. */
    static Writing of(String template) {
        return new Writing(template, rule(template), null, null);
    }

    static Writing of(String template, DelegateExecution execution) {
        return of(template, rule(template), execution);
    }

    static Writing of(String template, String rule, DelegateExecution execution) {
        Object subject = execution.getVariable(SUBJECT);
        return new Writing(template, rule, execution.getProcessInstanceId(), subject == null ? null : subject.toString());
    }

    /** As recorded in the ledger. */
    static Writing of(LedgerRows.ItemRow item) {
        return new Writing(item.template(), item.rule() == null ? rule(item.template()) : item.rule(), null, item.subject());
    }

    /** The notice of that target's own. */
    static String overdue(String rule) {
        return rule + OVERDUE;
    }

    /** Is it the message that a target was missed? */
    boolean missed() {
        return template.equals(TARGET_MISSED) || template.endsWith(OVERDUE);
    }

    private static String rule(String template) {
        return template.endsWith(OVERDUE) ? template.substring(0, template.length() - OVERDUE.length()) : template;
    }
}
