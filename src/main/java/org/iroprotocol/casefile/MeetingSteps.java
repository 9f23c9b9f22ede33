package org.iroprotocol.casefile;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The joint meeting at the end of proceedings, as planned (C-53 to C-55). */
@Service
@Transactional
class MeetingSteps {

    private static final int TEXT_LENGTH = 4000;

    private final FormSteps form;

    MeetingSteps(FormSteps form) {
        this.form = form;
    }

    void plan(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        When at = Typed.when("meetingAt", "The date and time of the meeting", Typed.take("meetingAt", execution));
        if (at == null) {
            throw new RefusedException("meetingAt",
                    "The date and time of the meeting are missing. Enter them as dd/mm/yyyy and hours and minutes.");
        }
        String place = form.text("meetingPlace", "The place of the meeting", TEXT_LENGTH, execution);
        boolean invited = form.yesOrNo("childInvited", "whether the child is invited", execution);
        String why = form.text("childInvitedReason", "The reason", TEXT_LENGTH, execution);
        if (!invited && why == null) {
            throw new RefusedException("childInvitedReason",
                    "The reason why the child is not invited is missing. Say it in a sentence.");
        }
        String agreed = form.text("agreedWith", "With whom this was agreed", TEXT_LENGTH, execution);
        String reason = form.reason(execution);
        List<TimelineRecord.Entry> rest = form.rest(execution);
        form.each(children, child -> {
            Entries entries = new Entries()
                    .add("before", "Before", form.before(child, EventKind.CLOSING_MEETING))
                    .add("meetingAt", "Date and time", Entries.words(at))
                    .add("meetingPlace", "Place", place)
                    .add("childInvited", "The child is invited", Entries.yesNo(invited))
                    .add("childInvitedReason", "Why", why)
                    .add("agreedWith", "Agreed with", agreed)
                    .add("reason", "Reason", reason)
                    .addAll(rest);
            // Under the name of the invitation, which takes what it says from this record.
            form.record(child, "closing-meeting-invitation", "Joint meeting planned.", entries, form.now());
            form.event(child, EventKind.CLOSING_MEETING, "", at, null, "meetingAt");
        });
    }
}
