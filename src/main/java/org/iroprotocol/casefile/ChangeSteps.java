package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who holds a role, and dates: the changes that happen most. */
@Service
@Transactional
class ChangeSteps {

    private static final String NOT_KNOWN = "not known";

    private final CaseFiles files;
    private final FormSteps form;
    private final Hearings hearings;
    private final EngineUser user;

    ChangeSteps(CaseFiles files, FormSteps form, Hearings hearings, EngineUser user) {
        this.files = files;
        this.form = form;
        this.hearings = hearings;
        this.user = user;
    }

    void recordPerson(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        String role = Typed.text(Typed.take("role", execution));
        String email = Typed.text(Typed.take("personEmail", execution));
        CaseFiles.NewPerson person = new CaseFiles.NewPerson(role,
                Typed.text(Typed.take("personName", execution)), email,
                Typed.text(Typed.take("personPhone", execution)),
                role == null ? null : user.withAddress(children.get(0).authority(), role, email),
                Typed.date("personFrom", "The first day in the role", Typed.take("personFrom", execution)));
        boolean oneself = Groups.IRO.equals(role) && user.signedIn().filter(who -> who.id().equals(person.userId())).isPresent();
        if (oneself && children.stream().anyMatch(child -> !files.usersActing(child.reference(), role).contains(person.userId()))) {
            throw new RefusedException("personEmail", "Nobody names themself as a child's IRO: what an IRO alone may do and see comes "
                    + "with it. Ask IRO admin or the IRO manager to record it.");
        }
        String reason = form.reason(execution);
        List<TimelineRecord.Entry> rest = form.rest(execution);
        form.each(children, child -> {
            Optional<Person> before = role == null ? Optional.empty() : files.holder(child.reference(), role);
            Person now = files.recordPerson(child.reference(), person, form.by());
            form.record(child, "person-recorded", Groups.label(role) + " recorded.", new Entries()
                    .add("role", "Role", Groups.label(role))
                    .add("before", "Before", before.map(Person::name).orElse("Nobody recorded"))
                    .add("personName", "Now", now.name())
                    .add("personEmail", "E-mail", now.email())
                    .add("personPhone", "Telephone", now.phone())
                    .add("personFrom", "From", London.day(now.from()))
                    .add("reason", "Reason", reason)
                    .addAll(rest), form.now());
        });
    }

    void recordDate(DelegateExecution execution) {
        List<Row.CaseFile> children = form.children(execution);
        String kind = Typed.text(Typed.take("eventKind", execution));
        LocalDate day = Typed.date("eventDate", "The date", Typed.take("eventDate", execution));
        LocalTime time = Typed.time("eventTime", "The time", Typed.take("eventTime", execution));
        boolean notKnown = Typed.yes(Typed.take("notKnown", execution));
        String reason = form.reason(execution);
        if (kind == null) {
            throw new RefusedException("eventKind", "It is not said which date this is. Choose it from the list.");
        }
        if (notKnown == (day != null)) {
            throw new RefusedException("eventDate", "Enter the date, or tick that it is no longer known; not both.");
        }
        if (notKnown && kind.equals(EventKind.PROCEEDINGS_ENDED)) {
            throw new RefusedException("notKnown", "The end of proceedings cannot just be unknown. If they have not ended, "
                    + "choose that they are opened again.");
        }
        When value = day == null ? null : new When(day, time);
        List<TimelineRecord.Entry> rest = form.rest(execution);
        form.each(children, child -> {
            if (value != null) {
                hearings.check(child, kind, "eventKind");
            }
            Optional<CaseEvent> before = files.event(child.reference(), kind, "");
            files.recordEvent(child.reference(), kind, "", value, form.by(), null);
            form.record(child, "date-recorded", "Date recorded: " + Checks.words(kind) + ".", new Entries()
                    .add("eventKind", "Date of", Checks.words(kind))
                    .add("before", "Before", before
                            .map(event -> event.value() == null ? NOT_KNOWN : Entries.words(event.value()))
                            .orElse(Entries.NOT_RECORDED))
                    .add("now", "Now", value == null ? NOT_KNOWN : Entries.words(value))
                    .add("reason", "Reason", reason)
                    .addAll(rest), form.now());
        });
    }
}
