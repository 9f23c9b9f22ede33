package org.iroprotocol.advice;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.iroprotocol.advice.AdviceRecord.Referral;

/** How much a call's child and a referral's child have in common, in words. A person decides whether they are the same. */
enum Likeness {

    BOTH("name and date of birth the same"),
    BIRTH("date of birth the same, name different"),
    NAME("name the same, date of birth not given or different"),
    NONE("");

    private final String words;

    Likeness(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The same day of birth alone counts when a part of the name or the council is the same: names change ("Baby Smith"). */
    static Likeness of(AdviceRecord call, Referral referral) {
        Set<String> one = parts(call.childName());
        Set<String> other = parts(referral.childName());
        boolean name = !one.isEmpty() && one.equals(other);
        boolean birth = referral.dateOfBirth().equals(call.dateOfBirth());
        boolean somethingElse = one.stream().anyMatch(other::contains) || parts(call.council()).equals(parts(referral.council()));
        return name && birth ? BOTH : birth && somethingElse ? BIRTH : name ? NAME : NONE;
    }

    /** Words without case, accents and punctuation, in whatever order. */
    private static Set<String> parts(String text) {
        Set<String> parts = new TreeSet<>();
        if (text != null) {
            String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
            for (String part : plain.split("[^\\p{L}\\p{N}]+")) {
                if (!part.isEmpty()) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }
}
