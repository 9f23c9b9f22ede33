package org.iroprotocol.casefile;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** The running instances of {@code review-liaison}: one per review in which a guardian has a part. */
@Component
class ReviewInstances {

    /** The variable that holds the id of the review an instance is about. */
    static final String SUBJECT = "subject";

    private static final String PROCESS = "review-liaison";
    private static final String ON_FILE = "review-on-file";

    private static final Set<String> TAKEN_BACK = Set.of(EventKind.PROCEEDINGS_ENDED, EventKind.REVIEW_RECORD,
            EventKind.REVIEW_CALLED_OFF);

    private final ReviewBook book;
    private final CaseRows rows;
    private final EngineUser user;
    private final RuntimeService runtime;

    ReviewInstances(ReviewBook book, CaseRows rows, EngineUser user, RuntimeService runtime) {
        this.book = book;
        this.rows = rows;
        this.user = user;
        this.runtime = runtime;
    }

    /** Starts it for a review that is on file: nobody is asked for it again. */
    void start(Row.CaseFile file, UUID review) {
        user.asSystem(() -> runtime.createMessageCorrelation(ON_FILE)
                .tenantId(file.authority())
                .processInstanceBusinessKey(file.reference())
                .setVariable(SUBJECT, review.toString())
                .correlateStartMessage());
    }

    boolean isRunning(Row.CaseFile file, UUID review) {
        return user.asSystem(() -> runtime.createProcessInstanceQuery().processDefinitionKey(PROCESS)
                .processInstanceBusinessKey(file.reference()).tenantIdIn(file.authority())
                .variableValueEquals(SUBJECT, review.toString()).count()) > 0;
    }

    /**
     * Reviews on file when proceedings begin, or are opened again, concern their guardian from then on. Only before the commit
     * is it all there – who the guardian is, what was taken back – and can the engine be asked who is running. The same when it
     * turns out that a record was not sent, or a review not called off.
     */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void goesOn(Waking.Event event) {
        boolean begun = event.kind().equals(EventKind.PROCEEDINGS_ISSUED) && event.value() != null;
        boolean takenBack = TAKEN_BACK.contains(event.kind()) && event.value() == null && event.stood();
        if (!begun && !takenBack) {
            return;
        }
        String reference = event.file().reference();
        List<Review> open = book.of(reference).stream()
                .filter(review -> review.calledOff() == null && review.recordSent() == null).toList();
        if (!open.isEmpty()) {
            Row.CaseFile file = rows.get(reference);
            open.stream().filter(review -> book.inProceedings(file, review) && !isRunning(file, review.id()))
                    .forEach(review -> start(file, review.id()));
        }
    }
}
