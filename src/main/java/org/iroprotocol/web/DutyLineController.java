package org.iroprotocol.web;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.iroprotocol.advice.DutyLine;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.calendar.London;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * When and how to ring the duty line of Cafcass Legal, for the IRO service alone (C-75). Whether anybody looks or rings is
 * recorded nowhere (C-20, P-05).
 */
@Controller
@Conditional(CafcassInstallation.Councils.class)
class DutyLineController {

    static final String PATH = "/duty-line";

    private static final DateTimeFormatter SPOKEN = DateTimeFormatter.ofPattern("h.mma", Locale.UK);

    private final DutyLine line;
    private final Clock clock;

    DutyLineController(DutyLine line, Clock clock) {
        this.line = line;
        this.clock = clock;
    }

    /** Managers of the council and social workers are not users of the line. */
    static boolean mayLook(SignedIn user) {
        return user.groups().stream().anyMatch(Groups.IRO_SERVICE::contains);
    }

    @GetMapping(PATH)
    String show(Principal principal, Model model) {
        SignedIn user = PageModel.signedIn(principal);
        if (!mayLook(user) || user.tenants().isEmpty()) {
            throw new NotFoundException();
        }
        DutyLine.Now now = line.now(user.tenants().get(0));
        model.addAttribute("phone", now.phone());
        model.addAttribute("dial", now.phone() == null ? null : now.phone().replaceAll("[^0-9+]", ""));
        model.addAttribute("checked", now.checkedOn() == null ? null : London.day(now.checkedOn()));
        model.addAttribute("opens", time(now.opens()));
        model.addAttribute("closes", time(now.closes()));
        model.addAttribute("open", now.open());
        model.addAttribute("closedFor", now.closedFor());
        model.addAttribute("next", next(now.next()));
        return "duty-line";
    }

    /** "today at 5.00pm", "tomorrow at 9.00am", "on Tuesday 29 December 2026 at 9.00am". */
    private String next(Instant next) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), London.ZONE);
        LocalDate day = LocalDate.ofInstant(next, London.ZONE);
        String when = day.equals(today) ? "today" : day.equals(today.plusDays(1)) ? "tomorrow" : "on " + London.longDay(day);
        return when + " at " + time(LocalTime.ofInstant(next, London.ZONE));
    }

    private static String time(LocalTime time) {
        return SPOKEN.format(time).toLowerCase(Locale.UK);
    }
}
