package org.iroprotocol.work;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.Workload;
import org.iroprotocol.work.Work.Colleague;
import org.iroprotocol.work.Work.Request;
import org.springframework.stereotype.Component;

/** Reads what a manager asked for, whether it is to be done now or on a later day; refuses what cannot be. */
@Component
class Requests {

    static final String NOT_OURS = "You cannot open this case, or there is no such case.";

    /** Of one request, so that it ends while somebody waits for it. */
    private static final int MOST = 500;
    private static final int REASON_LENGTH = 1000;

    private final Colleagues colleagues;
    private final Workload workload;

    Requests(Colleagues colleagues, Workload workload) {
        this.colleagues = colleagues;
        this.workload = workload;
    }

    Colleague person(Request request) {
        return colleagues.one(request.authority(), request.person()).orElseThrow(() -> new RefusedException("person",
                "This person is not an IRO of your authority and holds no open case in it. Choose somebody from the list."));
    }

    Colleague to(Request request, Colleague person) {
        if (request.to() == null || request.to().isBlank()) {
            throw new RefusedException("to", "It is not said who takes the work. Choose somebody.");
        }
        if (request.to().equals(person.userId())) {
            throw new RefusedException("to", "This person has the work already. Choose somebody else.");
        }
        return colleagues.one(request.authority(), request.to()).filter(Colleague::iro).orElseThrow(() -> new RefusedException(
                "to", "This person is not in the group of IROs of your authority. Choose somebody from the list, or have an "
                + "administrator add them to the group first."));
    }

    /** The new IRO as guardians are told: what was typed, else what is on file. */
    CaseFiles.NewPerson newIro(Colleague to, LocalDate from, String email, String phone) {
        String mail = filled(email, to.email());
        String telephone = filled(phone, to.phone());
        if (mail == null && telephone == null) {
            throw new RefusedException("email", "Guardians need to know how to reach the new IRO, and nothing is on file. "
                    + "Enter an e-mail address or a telephone number.");
        }
        return new CaseFiles.NewPerson(Groups.IRO, to.name(), mail, telephone, to.userId(), from);
    }

    Workload.Order order(Request request, Colleague person, Colleague to, Map<String, String> left) {
        String reason = reason(request);
        Set<String> asked = new LinkedHashSet<>();
        if (request.all()) {
            workload.openCasesOf(request.authority(), Groups.IRO, person.userId()).stream().map(CaseFile::reference)
                    .filter(request.mayTouch()).forEach(asked::add);
        } else {
            request.references().stream().filter(reference -> reference != null && !reference.isBlank()).forEach(asked::add);
        }
        if (asked.isEmpty()) {
            throw new RefusedException("cases", request.all() ? "There is no open case here that you may open."
                    : "No case is ticked. Tick at least one, or choose all.");
        }
        if (asked.size() > MOST) {
            throw new RefusedException("cases", "At most " + MOST + " cases can be handed on at once. Tick fewer, then go on.");
        }
        List<String> references = new ArrayList<>();
        for (String reference : asked) {
            if (request.mayTouch().test(reference)) {
                references.add(reference);
            } else {
                left.put(reference, NOT_OURS);
            }
        }
        return new Workload.Order(request.authority(), Groups.IRO, person.userId(), references, reason, request.by(),
                colleagues.names(List.of(request.by(), person.userId(), to.userId())));
    }

    /** The page has other names for these fields. */
    static RefusedException asOnThePage(RefusedException e) {
        return new RefusedException("personPhone".equals(e.field()) ? "phone" : "email", e.getMessage());
    }

    private static String reason(Request request) {
        if (request.reason() == null || request.reason().isBlank()) {
            throw new RefusedException("reason", "The reason is missing. It stands on each case's timeline, so a few words do: "
                    + "sick leave, change of team.");
        }
        if (request.reason().strip().length() > REASON_LENGTH) {
            throw new RefusedException("reason", "The reason is too long: " + REASON_LENGTH + " characters at most.");
        }
        return request.reason().strip();
    }

    /** Null for neither. */
    private static String filled(String typed, String known) {
        return typed == null || typed.isBlank() ? known == null || known.isBlank() ? null : known : typed.strip();
    }
}
