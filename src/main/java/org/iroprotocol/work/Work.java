package org.iroprotocol.work;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.RefusedException;

/**
 * The IROs of an authority, what each has to do, and handing it on. That the caller is an IRO manager of the authority is
 * the caller's to check. Days are days in London.
 */
public interface Work {

    /**
     * Who can have work here: everybody in the group of IROs, and whoever else still holds open cases as IRO; most cases
     * first.
     */
    List<Colleague> colleagues(String authority);

    /** One of {@link #colleagues}; empty for everybody else, those of other authorities included. */
    Optional<Colleague> colleague(String authority, String userId);

    /** The open cases somebody holds as IRO, by reference, with the tasks that wait for them there. */
    List<Load> load(String authority, String userId);

    /**
     * Moves the role of IRO in the cases, with the open tasks, and writes to each guardian once. All or nothing but for the
     * cases the report says were left as they were. For a later day, see {@link PlannedMoves}.
     *
     * @param from  today or earlier
     * @param email of the new IRO, for guardians; null or blank: what is on file
     * @param phone likewise
     * @throws RefusedException when nothing could be moved, with the field it is about
     */
    Report move(Request request, LocalDate from, String email, String phone);

    /**
     * Records cover from the first day to the last, both included; it hands back by itself. All or nothing but for the cases
     * the report says were left as they were.
     *
     * @throws RefusedException when nothing could be recorded, with the field it is about
     */
    Report cover(Request request, LocalDate from, LocalDate until);

    /**
     * Somebody who has, or can be given, work.
     *
     * @param name  from their profile, else the user id
     * @param email where they were last recorded as IRO, else from their profile; may be null
     * @param phone where they were last recorded as IRO; may be null
     * @param iro   in the group of IROs, so that work can be given to them
     * @param cases open cases in which they are the IRO today
     * @param tasks open tasks assigned to them
     */
    record Colleague(String userId, String name, String email, String phone, boolean iro, int cases, int tasks) {
    }

    /** A case and the names of its open tasks that wait for the IRO, the next due first. */
    record Load(CaseFile file, List<String> tasks) {
    }

    /**
     * What is to be handed on.
     *
     * @param person     user id of who has the cases now
     * @param to         user id of who is to have or cover them
     * @param all        every case the person holds that {@code mayTouch}; else {@code references}
     * @param references the cases ticked
     * @param reason     for each case's timeline; must be there
     * @param by         user id of who asks
     * @param mayTouch   whether the one who asks may open the case of that reference (P-07)
     */
    record Request(String authority, String person, String to, boolean all, List<String> references, String reason, String by,
                   Predicate<String> mayTouch) {
    }

    /**
     * What was done.
     *
     * @param done    cases handed on
     * @param left    cases left as they were, reference → why
     * @param letters what was written to whom, in words; empty for cover
     * @param untold  cases handed on about which nobody at Cafcass was written to, reference → why
     */
    record Report(Colleague person, Colleague to, List<CaseFile> done, Map<String, String> left, List<Letter> letters,
                  Map<String, String> untold) {
    }

    /** @param to name and role */
    record Letter(String to, int cases) {
    }
}
