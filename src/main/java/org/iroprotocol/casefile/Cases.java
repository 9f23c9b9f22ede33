package org.iroprotocol.casefile;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * Facts about cases, for models. What was typed is read, written to the case file and removed from the process.
 *
 * <p>Forms of {@code case-change}, {@code completion} and {@code discussion} may hold the field {@code alsoFor}, a list of
 * references of siblings (P-41): the same is written to each sibling's own file in the same transaction, all or nothing. A
 * reference that is no sibling's, or whose case the person may not open, is refused. All dates are days in Europe/London,
 * may lie in the past (P-13), and are refused before birth and, for what has happened, in the future. An optional field
 * {@code reason} goes to the timeline. Every method throws {@link UnknownCaseException} when the instance's business key is no
 * case of its authority, and {@link RefusedException} with the field and what to do.
 */
@Component("cases")
public class Cases {

    private final CaseSteps steps;
    private final ChangeSteps changes;
    private final ProceedingsSteps proceedings;
    private final LookedAfterSteps lookedAfter;
    private final DeathSteps deaths;
    private final MoveSteps moves;
    private final CompletionSteps completion;
    private final MeetingSteps meetings;
    private final DiscussionSteps discussions;
    private final ErrorSteps errors;
    private final ReviewSteps reviews;
    private final ModelFacts facts;

    Cases(CaseSteps steps, ChangeSteps changes, ProceedingsSteps proceedings, LookedAfterSteps lookedAfter, DeathSteps deaths,
          MoveSteps moves, CompletionSteps completion, MeetingSteps meetings, DiscussionSteps discussions, ErrorSteps errors,
          ReviewSteps reviews, ModelFacts facts) {
        this.steps = steps;
        this.changes = changes;
        this.proceedings = proceedings;
        this.lookedAfter = lookedAfter;
        this.deaths = deaths;
        this.moves = moves;
        this.completion = completion;
        this.meetings = meetings;
        this.discussions = discussions;
        this.errors = errors;
        this.reviews = reviews;
        this.facts = facts;
    }

    /**
     * For {@code open-proceedings}: opens case files for the child and the siblings typed, or takes the case whose
     * reference was typed; in each records the proceedings, people and dates. One that cannot be opened refuses all.
     * Leaves the variable {@code caseReferences}, an {@code ArrayList} of references that lives until this transaction
     * ends and is never stored: use it as {@code camunda:collection} before any wait.
     *
     * @throws RefusedException with the field and what to do
     */
    public void open(DelegateExecution execution) {
        steps.open(execution);
    }

    /**
     * Starts the process {@code proceedings} for a case of the same authority.
     *
     * @throws UnknownCaseException when there is no such case in this authority
     */
    public void startProceedings(String caseReference, DelegateExecution execution) {
        steps.startProceedings(caseReference, execution);
    }

    /**
     * For {@code case-change}: records who holds a role, from the fields {@code role}, {@code personName},
     * {@code personEmail}, {@code personPhone}, {@code personFrom} and {@code reason}.
     *
     * @throws RefusedException with the field and what to do
     */
    public void recordPerson(DelegateExecution execution) {
        changes.recordPerson(execution);
    }

    /**
     * For {@code case-change}: records or corrects a date, from the fields {@code eventKind}, {@code eventDate},
     * {@code eventTime} (London, may be empty), {@code notKnown} and {@code reason}.
     *
     * @throws RefusedException with the field and what to do
     */
    public void recordDate(DelegateExecution execution) {
        changes.recordDate(execution);
    }

    /**
     * For {@code case-change}: ends the open proceedings (P-20), from the fields {@code endedOn}, {@code endedHow}
     * ({@code final-order}, {@code withdrawn}, {@code dismissed}, {@code other}), {@code remainsLookedAfter} ({@code yes},
     * {@code no}) and {@code planChanged}. The looked-after status and a changed plan are on file before the one message
     * {@code proceedings-ended} is sent.
     */
    public void endProceedings(DelegateExecution execution) {
        proceedings.end(execution);
    }

    /**
     * For {@code case-change}: opens ended proceedings again with their original dates (P-14), from the field {@code reason},
     * which is needed. Takes back their end, a changed plan and the end of the guardian's work, opens a closed case file, and
     * sends {@code proceedings-reopened}, or starts the process {@code proceedings} where none is running.
     */
    public void reopenProceedings(DelegateExecution execution) {
        proceedings.reopen(execution);
    }

    /**
     * For {@code case-change}: records whether the child is looked after, from the fields {@code nowLookedAfter} ({@code yes},
     * {@code no}), {@code statusFrom} and {@code legalStatus} (may be empty). Sends {@code looked-after-changed} when that
     * changes.
     */
    public void recordLookedAfter(DelegateExecution execution) {
        lookedAfter.record(execution);
    }

    /**
     * For {@code case-change}: records the child's death (P-21), from the field {@code diedOn}. Open proceedings end on that
     * day without waking their completion; the message sent is {@code child-died}.
     */
    public void recordDeath(DelegateExecution execution) {
        deaths.record(execution);
    }

    /**
     * For {@code case-change}: records that responsibility moved to another authority (P-17), from the fields {@code movedOn}
     * and {@code movedTo} (its name). Sends {@code responsibility-moved}.
     */
    public void recordMove(DelegateExecution execution) {
        moves.record(execution);
    }

    /**
     * For {@code completion}: records what has been done at the end of proceedings, each day filled in as one fact, and one
     * timeline record of kind {@code completion} with the texts. Fields: {@code finalPlanOn}, {@code finalDiscussionOn},
     * {@code handoverOn} and the handover's texts, {@code documentsConfirmedOn}, {@code letterOutcome} ({@code sent},
     * {@code handed-over}, {@code withheld}) with {@code letterOn}, {@code letterReason}, {@code childTold} and
     * {@code withChild} (P-51), {@code meetingRequired} with {@code meetingReasons} and {@code meetingReason},
     * {@code meetingHeldOn} with {@code meetingAttended} and {@code meetingOutcome}, {@code receivedFrom}.
     */
    public void recordCompletion(DelegateExecution execution) {
        completion.record(execution);
    }

    /**
     * For {@code discussion}, by the variable {@code discussionKind}: {@code challenge} records an informal challenge (P-31) from
     * {@code discussedOn}, {@code discussedBy}, {@code challenge} and {@code challengeAnswer} (may be empty); {@code issue} a
     * significant issue for the guardian (C-43) from {@code discussedOn}, {@code discussedTopic} and {@code issueText}, and starts
     * an instance of {@code discussion} for each sibling; anything else, or none, a discussion (P-44) from {@code discussedOn},
     * {@code discussedBy}, {@code discussedTopic} and {@code discussedOutcome}. {@code receivedFrom} may be empty.
     */
    public void recordDiscussion(DelegateExecution execution) {
        discussions.record(execution);
    }

    /**
     * For {@code case-change}: marks one entry of the timeline, with what was recorded in the same go, as made in error (P-16),
     * from the fields {@code recordId} (the record's id) and {@code reason}. Deadlines are worked out again.
     *
     * @throws RefusedException with the field and what to do
     */
    public void recordError(DelegateExecution execution) {
        errors.record(execution);
    }

    /**
     * For {@code proceedings}: records when and where the joint meeting is planned (C-53 to C-55), from the fields
     * {@code meetingAt} (may lie ahead), {@code meetingPlace}, {@code childInvited} ({@code yes}, {@code no}),
     * {@code childInvitedReason} and {@code agreedWith}. The timeline record is of kind {@code closing-meeting-invitation}.
     */
    public void planMeeting(DelegateExecution execution) {
        meetings.plan(execution);
    }

    /**
     * For {@code review-liaison}: puts a looked-after review on file (C-35), from the fields {@code reviewDate} (may lie ahead
     * or in the past), {@code reviewTime}, {@code reviewKind}, {@code reviewPlace}, {@code placeInLetter} ({@code yes},
     * {@code no}) and {@code arrangementsSentOn}. Leaves the review's id in the variable {@code subject}, by which deadlines
     * and {@link #recordedAbout} tell it from others; a sibling's review (P-41) gets a process instance of its own, by the
     * start message {@code review-on-file}.
     */
    public void arrangeReview(DelegateExecution execution) {
        reviews.arrange(execution);
    }

    /**
     * For {@code review-report}: records facts about a review (P-10), each with its own day: {@code consultedOn},
     * {@code apologiesOn}, {@code guardianAttended} ({@code yes}, {@code no}), {@code heldOn}, {@code recordSentOn},
     * {@code nextReviewOn}; or another date: {@code movedTo}, {@code movedTime}, {@code newPlace}, {@code placeInLetter},
     * {@code calledOff}. {@code reviewOn} says which review; it may be empty when only one is open. Moving, calling off and
     * the next date are the IRO service's.
     */
    public void reportReview(DelegateExecution execution) {
        reviews.report(execution);
    }

    /** Whether the guardian has a part in the instance's review: proceedings are open and were when it was arranged for. */
    public boolean reviewInProceedings(DelegateExecution execution) {
        return reviews.inProceedings(execution);
    }

    /**
     * Whether there is a guardian who does not know yet when and where the instance's review is, or that it was called off;
     * false once its day is over. Whoever records at the same moment waits, as at {@link #recorded}.
     */
    public boolean reviewToTell(DelegateExecution execution) {
        return reviews.toTell(execution);
    }

    /**
     * Records that the guardian is told how the instance's review stands now, with what the letter
     * {@code review-arrangements} says; the letter follows in the same transaction.
     */
    public void tellReview(DelegateExecution execution) {
        reviews.tell(execution);
    }

    /** Whether the instance's review was called off, or is no longer on file because it was entered in error (P-16). */
    public boolean reviewOff(DelegateExecution execution) {
        return reviews.off(execution);
    }

    /** As {@link #recorded}, but of the review or other subject the instance is about (variable {@code subject}), of any day. */
    public boolean recordedAbout(String kind, DelegateExecution execution) {
        return facts.recordedAbout(kind, execution);
    }

    /**
     * Whether an event of that kind stands, about whatever, dated on or after the day of issue of the latest proceedings. The
     * final plan and its discussion, when the plan changed at the final hearing: on or after the end of proceedings (P-13).
     * A kind taken over from earlier records as not known counts as well: nobody is asked for it again (P-43).
     * Whoever records at the same moment waits until the asking step has come to rest, and then finds it waiting.
     *
     * @param kind for example {@code guardian-final-plan}; see {@link EventKind}
     */
    public boolean recorded(String kind, DelegateExecution execution) {
        return facts.recorded(kind, execution);
    }

    /**
     * Whether the application of the latest proceedings has that hearing (P-22); false without proceedings.
     *
     * @param kind for example {@code cmh}
     */
    public boolean hasHearing(String kind, DelegateExecution execution) {
        return facts.hasHearing(kind, execution);
    }

    /** As {@link ChildFacts#isLookedAfter}; whoever records the status at the same moment waits, as at {@link #recorded}. */
    public boolean lookedAfter(DelegateExecution execution) {
        return facts.lookedAfter(execution);
    }

    /**
     * What the authority expects at the end of proceedings: the comma-separated setting {@code completion.<list>} as ids of
     * rules, in its order.
     *
     * @param list {@code looked-after} or {@code not-looked-after}
     * @throws IllegalStateException when there is no such setting
     */
    public List<String> expected(String list, DelegateExecution execution) {
        return facts.expected(list, execution);
    }

    /** The child's age today (London) in whole years. */
    public int age(DelegateExecution execution) {
        return facts.age(execution);
    }

    /** Whether Cafcass works inside this installation (P-11): the setting {@code cafcass.inside} is {@code yes}. */
    public boolean cafcassInside(DelegateExecution execution) {
        return facts.cafcassInside(execution);
    }

    /**
     * Records that an event of that kind happened now.
     *
     * @param kind for example {@code guardian-work-ended}
     */
    public void happened(String kind, DelegateExecution execution) {
        facts.happened(kind, execution);
    }

    /** Closes the case file, which still accepts late entries (P-14); nothing when it is closed. */
    public void close(DelegateExecution execution) {
        facts.close(execution);
    }
}
