package org.iroprotocol.advice;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.iroprotocol.authority.CafcassInstallation;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The duty line's records for reading, each by whoever may (C-20, C-21): Cafcass Legal all of them, a practitioner those shared
 * with them, everybody else nothing – administrators included. Exists only where Cafcass runs the installation.
 */
@Service
@Conditional(CafcassInstallation.class)
@Transactional(readOnly = true)
public class AdviceRecords {

    private final AdviceRows rows;

    AdviceRecords(AdviceRows rows) {
        this.rows = rows;
    }

    /** Whether the person may know of all records. */
    public static boolean isLegal(Collection<String> groups, Collection<String> authorities) {
        return AdviceReaders.isLegal(groups, authorities);
    }

    /** Whether records can be shared with the person. */
    public static boolean isPractitioner(Collection<String> groups, Collection<String> authorities) {
        return AdviceReaders.isPractitioner(groups, authorities);
    }

    /** The record; empty when there is none, it has ended, or this person may not know of it. */
    public Optional<AdviceRecord> read(String user, Collection<String> groups, Collection<String> authorities, String reference) {
        return rows.find(reference).filter(call -> call.state() != AdviceRecord.State.ENDED)
                .filter(call -> AdviceReaders.mayRead(user, groups, authorities, call));
    }

    /** What the person may read, the newest call first. */
    public List<AdviceRecord> of(String user, Collection<String> groups, Collection<String> authorities) {
        if (isLegal(groups, authorities)) {
            return rows.open();
        }
        return isPractitioner(groups, authorities) ? rows.sharedWith(user) : List.of();
    }

    /** Referrals that wait to be compared, for Cafcass Legal; empty for everybody else. */
    public List<AdviceRecord.Referral> referrals(Collection<String> groups, Collection<String> authorities) {
        return isLegal(groups, authorities) ? rows.referrals() : List.of();
    }

    /** How many records have ended and been erased, for Cafcass Legal; 0 for everybody else. */
    public long ended(Collection<String> groups, Collection<String> authorities) {
        return isLegal(groups, authorities) ? rows.ended() : 0;
    }
}
