package org.iroprotocol.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iroprotocol.casefile.RefusedException;

/** A day as people type it on our own pages, dd/mm/yyyy. */
final class TypedDay {

    private static final Pattern DAY = Pattern.compile("(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4})");

    private TypedDay() {
    }

    /** Null for nothing; refuses what is no day. */
    static LocalDate read(String field, String typed) {
        if (typed.isBlank()) {
            return null;
        }
        Matcher found = DAY.matcher(typed.strip());
        try {
            if (found.matches()) {
                return LocalDate.of(Integer.parseInt(found.group(3)), Integer.parseInt(found.group(2)),
                        Integer.parseInt(found.group(1)));
            }
        } catch (DateTimeException noSuchDay) {
            // Told below, like every other text that is no day.
        }
        throw new RefusedException(field, "This is not a date. Enter it as dd/mm/yyyy, for example 31/10/2026.");
    }
}
