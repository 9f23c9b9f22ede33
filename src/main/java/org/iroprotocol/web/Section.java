package org.iroprotocol.web;

/** What a case page is made of; who sees which is {@link PermissionMatrix}. */
enum Section {
    /** Name, age, date of birth, legal status, the council's number. */
    CHILD,
    /** The other children of the family, each only with the right to that child's own case. */
    SIBLINGS,
    /** Who holds which role, with contact details. */
    PEOPLE,
    /** Proceedings, hearings and other dated facts. */
    DATES,
    /** Deadlines with rule, state and working-out. */
    DEADLINES,
    /** Everything recorded. Who lacks it sees only what they recorded themselves. */
    TIMELINE,
    /** Every letter and notice. */
    LETTERS,
    /** Letters that tell the professionals of a case who the others are. */
    CONTACT_LETTERS,
    /** Who looked at this case. */
    VIEWS,
    /** What the guardian and the IRO still owe the child once proceedings have ended, and what is done. */
    COMPLETION,
    /** Which court documents are expected and which are recorded, and the files kept with them. */
    DOCUMENTS,
    /** Looked-after reviews: when, what the guardian was told and did, when the next one is; never where. */
    REVIEWS,
    /** Concerns about the child; which of them, and how much of each, is {@link ConcernSight}. */
    CONCERNS
}
