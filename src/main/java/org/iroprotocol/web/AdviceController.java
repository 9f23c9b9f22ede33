package org.iroprotocol.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.iroprotocol.advice.AdviceRecord;
import org.iroprotocol.advice.AdviceRecords;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.calendar.London;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The duty line's records, where Cafcass runs the installation: for Cafcass Legal, and each one shared for its practitioner.
 * Everybody else gets the answer of a page that does not exist (C-20).
 */
@Controller
@Conditional(CafcassInstallation.class)
class AdviceController {

    static final String PATH = "/advice-record";

    private final AdviceRecords records;
    private final EngineUsers users;

    AdviceController(AdviceRecords records, EngineUsers users) {
        this.records = records;
        this.users = users;
    }

    /** One call in the list. */
    record Row(String reference, String day, String child, String born, String council, String caller, String state) {
    }

    /** One referral that waits to be compared. */
    record Waiting(String received, String child, String born, String council, String iro, String practitioner) {
    }

    static boolean mayLook(SignedIn user) {
        return AdviceRecords.isLegal(user.groups(), user.tenants()) || AdviceRecords.isPractitioner(user.groups(), user.tenants());
    }

    @GetMapping("/advice-records")
    String list(Principal principal, Model model) {
        SignedIn user = PageModel.signedIn(principal);
        if (!mayLook(user)) {
            throw new NotFoundException();
        }
        List<AdviceRecord> found = records.of(user.userId(), user.groups(), user.tenants());
        List<AdviceRecord.Referral> referrals = records.referrals(user.groups(), user.tenants());
        Map<String, String> names = users.names(Stream.concat(found.stream().map(AdviceRecord::practitioner),
                referrals.stream().map(AdviceRecord.Referral::practitioner)).filter(Objects::nonNull).distinct().toList());
        List<Row> rows = found.stream().map(call -> new Row(call.reference(), London.day(call.calledOn()), call.childName(),
                call.dateOfBirth() == null ? null : London.day(call.dateOfBirth()), call.council(), call.caller(),
                call.practitioner() == null ? "In confidence" : "Shared with " + name(names, call.practitioner()))).toList();
        model.addAttribute("rows", rows);
        model.addAttribute("none", rows.isEmpty());
        model.addAttribute("legal", AdviceRecords.isLegal(user.groups(), user.tenants()));
        model.addAttribute("referrals", referrals.stream().map(one -> new Waiting(London.day(one.receivedOn()), one.childName(),
                London.day(one.dateOfBirth()), one.council(), one.iro(), name(names, one.practitioner()))).toList());
        long ended = records.ended(user.groups(), user.tenants());
        model.addAttribute("ended", ended == 0 ? null : Words.count((int) ended, "record"));
        return "advice-records";
    }

    @GetMapping(PATH + "/{reference}")
    String show(@PathVariable("reference") String reference, Principal principal, Model model) {
        SignedIn user = PageModel.signedIn(principal);
        AdviceRecord call = records.read(user.userId(), user.groups(), user.tenants(), reference)
                .orElseThrow(NotFoundException::new);
        Map<String, String> names = users.names(Stream.of(call.recordedBy(), call.actedBy(), call.practitioner())
                .filter(Objects::nonNull).distinct().toList());
        model.addAttribute("call", call);
        model.addAttribute("day", London.day(call.calledOn()));
        model.addAttribute("born", call.dateOfBirth() == null ? null : London.day(call.dateOfBirth()));
        model.addAttribute("recorded", London.minute(call.recordedAt()) + " by " + name(names, call.recordedBy()));
        model.addAttribute("acted", call.actedOn() == null ? null
                : London.day(call.actedOn()) + " by " + name(names, call.actedBy()));
        model.addAttribute("toAct", call.actedOn() == null && (call.concern() != null || call.request() != null));
        model.addAttribute("practitioner", call.practitioner() == null ? null : name(names, call.practitioner()));
        model.addAttribute("shared", call.sharedAt() == null ? null : London.minute(call.sharedAt()));
        model.addAttribute("referral", call.referralOn() == null ? null : London.day(call.referralOn()));
        return "advice-record";
    }

    private static String name(Map<String, String> names, String user) {
        return names.getOrDefault(user, user);
    }
}
