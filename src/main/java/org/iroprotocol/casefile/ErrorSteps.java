package org.iroprotocol.casefile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.Groups;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Entries made in error: the wrong child, something recorded twice (P-16). */
@Service
@Transactional
class ErrorSteps {

    private static final String RECORD = "recordId";
    private static final String ROLE = "role";

    /**
     * Records whose facts are more than events. They are put right by recording what is true; once that is done, the wrong
     * record may be struck through.
     */
    private static final Map<String, Repair> REPAIRED_BY = Map.of(
            "person-recorded", new Repair("person-recorded", "Record who really holds the role"),
            "looked-after-recorded", new Repair("looked-after-recorded", "Record the right looked-after status"),
            "proceedings-ended", new Repair("proceedings-reopened", "Record that the proceedings have not ended after all"),
            "proceedings-reopened", new Repair("proceedings-ended", "Record the end of the proceedings again"),
            "proceedings-opened", new Repair("proceedings-ended", "Record that the proceedings have ended, and why"));

    /** Nobody else could have recorded it, so nobody else takes it back (C-25). */
    private static final Map<String, String> ONLY_BY = Map.of("referral-sent", Groups.IRO);

    private final CaseFiles files;
    private final FormSteps form;

    ErrorSteps(CaseFiles files, FormSteps form) {
        this.files = files;
        this.form = form;
    }

    private record Repair(String kind, String whatToDo) {
    }

    void record(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        String id = form.text(RECORD, "The entry", Checks.NAME_LENGTH, execution);
        String reason = form.reason(execution);
        if (children.size() > 1) {
            throw new RefusedException("alsoFor", "Every child has an entry of their own. Mark it on each child's case page.");
        }
        if (reason == null) {
            throw new RefusedException("reason", "The reason is missing. Say what was wrong with the entry.");
        }
        String reference = children.get(0).reference();
        List<TimelineRecord> timeline = files.timeline(reference);
        TimelineRecord wrong = timeline.stream().filter(record -> record.id().toString().equals(id)).findFirst()
                .orElseThrow(() -> new RefusedException(RECORD, "It is not said which entry was made in error. Open the case "
                        + "page and choose \u201cEntered in error\u201d beside the entry."));
        refuseOthers(wrong, reference);
        refuseWhileItHolds(wrong, timeline);
        form.each(children, child -> {
            try {
                files.enteredInError(reference, UUID.fromString(id), reason, form.by());
            } catch (RefusedException e) {
                throw new RefusedException(RECORD, e.getMessage());
            }
        });
    }

    private void refuseOthers(TimelineRecord wrong, String reference) {
        String role = ONLY_BY.get(wrong.kind());
        if (role != null && !files.usersActing(reference, role).contains(form.by())) {
            throw new RefusedException(RECORD, "Only this child's " + Groups.all().get(role) + ", or who is recorded as cover for them "
                    + "today, can mark this entry as made in error. Please talk to them.");
        }
    }

    private static void refuseWhileItHolds(TimelineRecord wrong, List<TimelineRecord> newestFirst) {
        Repair repair = REPAIRED_BY.get(wrong.kind());
        if (repair != null && newestFirst.stream().takeWhile(record -> !record.id().equals(wrong.id()))
                .noneMatch(later -> later.errorReason() == null && later.kind().equals(repair.kind())
                        && (!wrong.kind().equals("person-recorded") || Objects.equals(role(later), role(wrong))))) {
            throw new RefusedException(RECORD, "What this entry says still holds in this case. " + repair.whatToDo()
                    + " first; then this entry can be marked as made in error.");
        }
    }

    private static String role(TimelineRecord record) {
        return record.entries().stream().filter(entry -> entry.key().equals(ROLE)).map(TimelineRecord.Entry::text).findFirst()
                .orElse(null);
    }
}
