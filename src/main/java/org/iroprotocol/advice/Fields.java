package org.iroprotocol.advice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** What a duty lawyer typed, taken out of the process; from nobody else. */
@Component
@Conditional(CafcassInstallation.class)
class Fields {

    private static final int NAME = 255;
    private static final int TEXT = 4000;

    private final CaseForms forms;
    private final AsSystem asSystem;
    private final Clock clock;

    Fields(CaseForms forms, AsSystem asSystem, Clock clock) {
        this.forms = forms;
        this.asSystem = asSystem;
        this.clock = clock;
    }

    /** Everything typed, no longer in the process. */
    Typed of(DelegateExecution execution) {
        boolean legal = asSystem.signedIn().filter(who -> AdviceReaders.isLegal(who.groups(), who.authorities())).isPresent();
        if (!legal) {
            throw new RefusedException(null, "Only Cafcass Legal may do this. Nothing has been recorded.");
        }
        return new Typed(forms.typing(execution).values(), today());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), London.ZONE);
    }

    Clock clock() {
        return clock;
    }

    String by() {
        return asSystem.user();
    }

    /** The values by field. */
    record Typed(Map<String, Object> values, LocalDate today) {

        String name(String field, String label) {
            return needed(field, label, NAME);
        }

        String words(String field, String label) {
            return needed(field, label, TEXT);
        }

        boolean yes(String field, String question) {
            String answer = text(field);
            if (!"yes".equals(answer) && !"no".equals(answer)) {
                throw new RefusedException(field, "It is not said " + question + ". Choose yes or no.");
            }
            return "yes".equals(answer);
        }

        /** A day that has come; null for an empty field. */
        LocalDate past(String field, String label) {
            When when = CaseForms.when(field, label, values.get(field));
            if (when != null && when.date().isAfter(today)) {
                throw new RefusedException(field, label + " lies in the future. Check the date.");
            }
            return when == null ? null : when.date();
        }

        LocalDate neededPast(String field, String label) {
            LocalDate day = past(field, label);
            if (day == null) {
                throw new RefusedException(field, label + " is missing. Enter it as dd/mm/yyyy.");
            }
            return day;
        }

        List<String> ticked(String field) {
            Object value = values.get(field);
            return value instanceof Collection<?> several ? several.stream().map(Object::toString).distinct().toList()
                    : value == null ? List.of() : List.of(value.toString());
        }

        private String needed(String field, String label, int longest) {
            String text = text(field);
            if (text == null) {
                throw new RefusedException(field, label + " is missing. Fill it in.");
            }
            if (text.length() > longest) {
                throw new RefusedException(field, label + " is too long: " + longest + " characters at most.");
            }
            return text;
        }

        private String text(String field) {
            Object value = values.get(field);
            return value == null || value.toString().isBlank() ? null : value.toString().strip();
        }
    }
}
