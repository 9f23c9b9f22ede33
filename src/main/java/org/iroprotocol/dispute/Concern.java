package org.iroprotocol.dispute;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.iroprotocol.calendar.When;

/**
 * One concern about a looked-after child, as it stands now.
 *
 * @param number            tells it from the child's others; from 1
 * @param processInstanceId the instance of {@code dispute-escalation} that looks after it
 * @param stage             id of the stage it is in or last was; null before it is issued
 * @param stageLabel        that stage in words; null before it is issued
 * @param urgent            serious enough for immediate action (C-99)
 * @param relevant          relevant to the care plan or welfare before the court, in the IRO's view (C-93)
 * @param department        the other part of the council it is about (C-96); null for children's services
 * @param outcome           how it ended; null while it is open
 * @param raisedAt          UTC
 * @param raisedBy          user id
 * @param issued            when it was issued; null before
 * @param response          when the response arrived, by its own date; null while none is recorded
 * @param closedAt          UTC; null while it is open
 * @param texts             what was typed, oldest first
 * @param stages            stages reached or skipped, in the order in which that was recorded
 * @param actions           what was promised, oldest first
 * @param seenBy            roles outside the IRO service that see what was issued, by the stages it has come to
 */
public record Concern(UUID id, String caseReference, int number, String processInstanceId, State state, String stage,
                      String stageLabel, boolean urgent, boolean relevant, String department, Outcome outcome, Instant raisedAt,
                      String raisedBy, When issued, When response, Instant closedAt, List<Text> texts, List<Stage> stages,
                      List<Action> actions, Set<String> seenBy) {

    /** Being written, open, being closed, or closed. */
    public enum State { DRAFT, OPEN, SETTLED, CLOSED }

    /** Resolved by promise and resolved in fact are counted apart (P-33). */
    public enum Outcome {
        RESOLVED("Resolved"), PROMISED("Resolved by what was promised"), NOT_RESOLVED("Closed, not resolved"),
        WITHDRAWN("Withdrawn"), NOT_LOOKED_AFTER("The child is not looked after any more"),
        PASSED_ON("Passed on to another authority");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** As people read it. */
        public String words() {
            return words;
        }
    }

    /**
     * One field as filled in last at that stage.
     *
     * @param stage id of the stage it was typed in; null before stages
     */
    public record Text(String field, String label, String text, String stage) {
    }

    /**
     * @param skipped recorded as skipped, which is not met
     * @param reason  why it was entered directly, left early or skipped; null where nobody had to say
     * @param at      UTC
     */
    public record Stage(String id, String label, boolean skipped, String reason, Instant at, String recordedBy) {
    }

    /**
     * @param owner          who takes it; may be null
     * @param due            by when; null where no day was named
     * @param inPlaceOn      null until the IRO has seen that it is in place
     * @param droppedBecause why it is not expected any more; null while it is
     * @param difference     the difference it made to the child; null until known
     */
    public record Action(UUID id, String stage, String action, String owner, LocalDate due, LocalDate inPlaceOn,
                         String droppedBecause, String difference) {

        /** Neither in place nor dropped. */
        public boolean open() {
            return inPlaceOn == null && droppedBecause == null;
        }
    }

    /** What was typed into that field last; empty when nothing was. */
    public Optional<String> text(String field) {
        return texts.stream().filter(text -> text.field().equals(field)).map(Text::text).reduce((earlier, later) -> later);
    }

    /** Issued and not settled. */
    public boolean open() {
        return state == State.OPEN;
    }
}
