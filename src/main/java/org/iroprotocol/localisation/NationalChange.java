package org.iroprotocol.localisation;

/**
 * One thing in which an authority departs from the national protocol, in words for people.
 *
 * @param authority tenant id, for example {@code derby}
 * @param kind      what sort of thing
 * @param where     the file in words and the place in it, for example {@code Table deadlines, “Court documents to the IRO”}
 * @param before    what the national protocol says; empty where it has nothing, never null
 * @param now       what holds for the authority; empty where it leaves something out, never null
 */
public record NationalChange(String authority, Kind kind, String where, String before, String now) {

    /** Something that was not there before. */
    public boolean added() {
        return before.isBlank();
    }

    /** Something that is there no longer. */
    public boolean leftOut() {
        return now.isBlank();
    }

    /** What sort of thing is changed, in the order in which people are shown it. */
    public enum Kind {
        /** A step of a process, or the way from one to another. */
        STEP("Steps"),
        /** How long something may take, and what it counts from. */
        LIMIT("Limits"),
        /** Who does something, or to whom something goes. */
        RECIPIENT("Recipients and roles"),
        /** Words: names, letters, fields of forms, explanations. */
        TEXT("Texts"),
        /** Anything else. */
        OTHER("Remarks and other things");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As a heading. */
        public String words() {
            return words;
        }
    }
}
