package org.iroprotocol.localisation.check;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One thing wrong in one file, with the remedy.
 *
 * @param kind    which rule it breaks
 * @param file    as it is deployed, for example {@code proceedings.bpmn} or {@code letters/iro-notice.html}
 * @param element id of the element, row, field or clause; null when the whole file is meant
 * @param what    what is wrong and what to do, plain English, without the last full stop
 */
public record Problem(Kind kind, String file, String element, String what) {

    /** Which rule is broken. */
    public enum Kind {
        /** Larger than a file or deployment may be. */
        SIZE,
        /** Named or placed wrongly, or a kind of file that is not used. */
        FILE,
        /** Cannot be read at all. */
        UNREADABLE,
        /** A script, class, connector, foreign tenant or expression that models may not hold. */
        NOT_ALLOWED,
        /** Id, name, version tag, time to live of a process or decision. */
        HEAD,
        /** Unreachable, endless, or without a way on. */
        UNSOUND,
        /** A step without a name or a task without its four paragraphs. */
        WORDS,
        /** Not laid out in the diagram. */
        NOT_DRAWN,
        /** Candidate groups, assignees, addressees. */
        ROLE,
        /** Timers and dates of tasks. */
        DATE,
        /** A call of a bean that does not exist or does not fit. */
        CALL,
        /** A form that is missing or faulty. */
        FORM,
        /** A letter that is missing or faulty. */
        LETTER,
        /** A table or row that is missing or faulty. */
        TABLE,
        /** A message nobody sends. */
        MESSAGE,
        /** A binding clause that nothing fulfils. */
        CLAUSE,
        /** Something an authority may never set aside. */
        PROTECTED
    }

    /** Checks that kind, file and words are there. */
    public Problem {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(file);
        Objects.requireNonNull(what);
    }

    /** Why a deployment is refused as a whole: each problem on a line of its own. */
    public static String refusal(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n")) + "\nNothing has been deployed.";
    }

    /** "proceedings.bpmn, element 'send-iro-notice': …." */
    @Override
    public String toString() {
        return file + (element == null ? "" : ", element '" + element + "'") + ": " + what + ".";
    }
}
