package org.iroprotocol.casefile;

import java.time.Instant;

/** What the case file announces, inside the transaction that makes the change (a Spring application event). */
public sealed interface CaseChange {

    String caseReference();

    /** An event was recorded, corrected, withdrawn or marked as entered in error. */
    record EventChanged(String caseReference, String kind, String subject) implements CaseChange {
    }

    /** Somebody new holds a role, or the holder's details were corrected. {@code before} is null the first time. */
    record RoleChanged(String caseReference, String role, Person before, Person now) implements CaseChange {
    }

    /** The child's death was recorded or its date corrected (P-21). Nothing more may be sent about the child. */
    record Died(String caseReference) implements CaseChange {
    }

    /**
     * A record of the timeline was marked as entered in error (P-16).
     *
     * @param recordedAt when the wrong entry was made: whatever was sent since may have said what is not true
     */
    record EnteredInError(String caseReference, Instant recordedAt) implements CaseChange {
    }
}
