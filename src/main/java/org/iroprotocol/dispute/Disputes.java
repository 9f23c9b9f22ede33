package org.iroprotocol.dispute;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * Concerns about a looked-after child, for the models of {@code dispute-escalation} and {@code concern-report}. What was typed is
 * read, written to the case file and removed from the process; variables hold ids and decisions only: {@code subject} (the
 * concern's id), {@code draft}, {@code urgent}, {@code alert}, {@code meeting}, {@code moreTime}, {@code settled} (true or false) and
 * {@code nextStage} (id of a row of {@code dispute-stages.dmn}, or {@code none}). Days are days in Europe/London, may lie in the past
 * (P-13) and are refused in the future for what has happened. Methods that read a form throw
 * {@link org.iroprotocol.casefile.RefusedException} with the field and what to do.
 */
@Component("disputes")
public class Disputes {

    private final RaisingSteps raising;
    private final StageSteps stages;
    private final EndingSteps ending;
    private final ReportSteps reports;

    Disputes(RaisingSteps raising, StageSteps stages, EndingSteps ending, ReportSteps reports) {
        this.raising = raising;
        this.stages = stages;
        this.ending = ending;
        this.reports = reports;
    }

    /**
     * Puts a concern on file (C-98), with what an informal challenge said where {@code recordId} names one (P-31), and for a child
     * without a case opens a case file from {@code childName}, {@code dateOfBirth} and {@code personNumber}, naming whoever is at
     * work as the IRO. Fields: {@code concernOn}, {@code concernLine}. Each sibling in {@code alsoFor} gets an instance of their own.
     */
    public void raise(DelegateExecution execution) {
        raising.raise(execution);
    }

    /** Reads the form of the concern (C-99, C-101); leaves {@code draft}, and when it is none {@code urgent} and {@code alert}. */
    public void write(DelegateExecution execution) {
        raising.write(execution);
    }

    /** Records who was spoken to and when (C-100, P-30), and at which stage the concern begins. */
    public void managerTold(DelegateExecution execution) {
        raising.managerTold(execution);
    }

    /** Records that the concern is issued now: the overall limit begins. */
    public void issue(DelegateExecution execution) {
        raising.issue(execution);
    }

    /** Records that the concern has reached that stage, and earlier ones it has not been in as skipped. */
    public void enter(String stage, DelegateExecution execution) {
        stages.enter(stage, execution);
    }

    /** Records that the time of that stage has passed and says what the authority does then: column {@code at-limit}. */
    public String limit(String stage, DelegateExecution execution) {
        return stages.limit(stage, execution);
    }

    /** Records the IRO's judgement of the response (C-103); leaves {@code settled}. */
    public void judge(DelegateExecution execution) {
        stages.judge(execution);
    }

    /** Records what the IRO decides (C-105, C-111, C-116); leaves {@code nextStage} and {@code moreTime}. */
    public void decide(DelegateExecution execution) {
        stages.decide(execution);
    }

    /** Records a discussion of that stage at its own time ({@code stage2At} for {@code stage-2}); leaves {@code meeting}. */
    public void discussed(String stage, DelegateExecution execution) {
        stages.discussed(stage, execution);
    }

    /** Records what was agreed at that stage (C-109, C-110), or a professionals' meeting with who was there (C-112 to C-114). */
    public void agreed(String stage, DelegateExecution execution) {
        stages.agreed(stage, execution);
    }

    /** Whether it is about another part of the council whose service director has not been told yet (C-96, C-97). */
    public boolean directorToTell(DelegateExecution execution) {
        return stages.directorToTell(execution);
    }

    /**
     * Whether the council's solicitor is to be told now (C-93, C-94, P-32): proceedings are open, the IRO holds it relevant, nobody
     * has told them, and there is a response, its time has passed, or somebody has talked at a later stage.
     */
    public boolean solicitorToTell(DelegateExecution execution) {
        return stages.solicitorToTell(execution);
    }

    /** Records that somebody was told now; the kind of event is the id of the rule that asks for it. */
    public void told(String kind, DelegateExecution execution) {
        stages.told(kind, execution);
    }

    /** Whether it was issued; a draft that was withdrawn needs no letter. */
    public boolean issued(DelegateExecution execution) {
        return ending.issued(execution);
    }

    /** Records that it is settled one way or another: the overall limit ends. */
    public void settle(DelegateExecution execution) {
        ending.settle(execution);
    }

    /** Whether something promised is neither in place nor dropped (P-33). */
    public boolean promisesOpen(DelegateExecution execution) {
        return ending.promisesOpen(execution);
    }

    /** Records what is in place, what is not expected any more, and the difference made (P-33). */
    public void checkPromises(DelegateExecution execution) {
        ending.checkPromises(execution);
    }

    /** Closes it: the child told, an advocate offered and complaints explained, or why not (P-34). */
    public void close(DelegateExecution execution) {
        ending.close(execution);
    }

    /** Records that it was passed on to the authority now responsible, or ended (P-17). */
    public void passedOn(DelegateExecution execution) {
        ending.passedOn(execution);
    }

    /** Stops without a word: a draft given up, or the child has died (P-21). */
    public void stop(DelegateExecution execution) {
        ending.stop(execution);
    }

    /**
     * For {@code concern-report}: records about a concern that is under way, by {@code reportKind}: {@code response} (P-12),
     * {@code stage} and {@code ended} (the child's IRO alone), {@code told} (P-34), {@code court} (C-45). {@code concernNumber} says
     * which; it may be empty while only one is open.
     */
    public void report(DelegateExecution execution) {
        reports.report(execution);
    }
}
