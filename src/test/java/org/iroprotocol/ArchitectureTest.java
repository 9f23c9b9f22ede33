package org.iroprotocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The arrows between the rooms go one way (architecture, section 3). */
@AnalyzeClasses(packages = "org.iroprotocol", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "org.iroprotocol.";

    @ArchTest
    static final ArchRule noCycles = slices().matching("org.iroprotocol.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyUsesTheEngineRoom = noClasses().that().resideOutsideOfPackage(ROOT + "engine..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "engine..");

    @ArchTest
    static final ArchRule engineInternalsStayInTheEngineRoom = noClasses().that().resideOutsideOfPackage(ROOT + "engine..")
            .should().dependOnClassesThat().resideInAPackage("org.camunda.bpm.engine.impl..");

    @ArchTest
    static final ArchRule authorityStandsAlone = noClasses().that().resideInAPackage(ROOT + "authority..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "calendar..", ROOT + "casefile..", ROOT + "deadline..",
                    ROOT + "correspondence..", ROOT + "form..", ROOT + "localisation..", ROOT + "takeover..", ROOT + "web..");

    @ArchTest
    static final ArchRule calendarKnowsOnlyTheAuthority = noClasses().that().resideInAPackage(ROOT + "calendar..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "casefile..", ROOT + "deadline..",
                    ROOT + "correspondence..", ROOT + "form..", ROOT + "localisation..", ROOT + "takeover..", ROOT + "web..");

    @ArchTest
    static final ArchRule theCaseFileKnowsNothingAbove = noClasses().that().resideInAPackage(ROOT + "casefile..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "deadline..", ROOT + "correspondence..", ROOT + "form..",
                    ROOT + "localisation..", ROOT + "takeover..", ROOT + "web..");

    @ArchTest
    static final ArchRule documentsKnowOnlyDeadlinesAndWhatLiesBelow = noClasses()
            .that().resideInAPackage(ROOT + "document..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "correspondence..", ROOT + "form..",
                    ROOT + "localisation..", ROOT + "web..", ROOT + "engine..");

    @ArchTest
    static final ArchRule onlyPagesDigestsAndReferralsKnowDocuments = noClasses()
            .that().resideOutsideOfPackages(ROOT + "document..", ROOT + "web..", ROOT + "digest..", ROOT + "referral..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "document..");

    @ArchTest
    static final ArchRule concernsKnowOnlyDeadlinesLettersAndWhatLiesBelow = noClasses()
            .that().resideInAPackage(ROOT + "dispute..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "web..", ROOT + "form..", ROOT + "localisation..",
                    ROOT + "work..", ROOT + "takeover..", ROOT + "digest..", ROOT + "review..", ROOT + "document..");

    @ArchTest
    static final ArchRule onlyReferralsAndThePagesKnowConcerns = noClasses()
            .that().resideOutsideOfPackages(ROOT + "dispute..", ROOT + "referral..", ROOT + "web..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "dispute..");

    /** The protocol's own agreement has no case: of the case file it uses only how a form is read and refused. */
    @ArchTest
    static final ArchRule theAgreementKnowsOnlyDeadlinesAndLetters = noClasses().that().resideInAPackage(ROOT + "agreement..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "web..", ROOT + "form..", ROOT + "localisation..",
                    ROOT + "work..", ROOT + "takeover..", ROOT + "digest..", ROOT + "review..", ROOT + "document..", ROOT + "dispute..");

    @ArchTest
    static final ArchRule onlyThePagesShowTheAgreement = noClasses()
            .that().resideOutsideOfPackages(ROOT + "agreement..", ROOT + "web..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "agreement..");

    @ArchTest
    static final ArchRule onlyThePagesShowReferrals = noClasses()
            .that().resideOutsideOfPackages(ROOT + "referral..", ROOT + "web..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "referral..");

    @ArchTest
    static final ArchRule referralsKnowNothingOfThePages = noClasses()
            .that().resideInAPackage(ROOT + "referral..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "web..", ROOT + "form..", ROOT + "localisation..",
                    ROOT + "work..", ROOT + "takeover..", ROOT + "digest..", ROOT + "review..");

    @ArchTest
    static final ArchRule reviewsKnowOnlyWhatLiesBelow = noClasses().that().resideInAPackage(ROOT + "review..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "correspondence..", ROOT + "form..", ROOT + "document..",
                    ROOT + "localisation..", ROOT + "work..", ROOT + "takeover..", ROOT + "web..");

    @ArchTest
    static final ArchRule onlyThePagesProposeReviews = noClasses()
            .that().resideOutsideOfPackages(ROOT + "review..", ROOT + "web..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "review..");

    @ArchTest
    static final ArchRule theMiddleKnowsNothingAbove = noClasses()
            .that().resideInAnyPackage(ROOT + "form..", ROOT + "correspondence..", ROOT + "deadline..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "localisation..", ROOT + "work..", ROOT + "takeover..", ROOT + "web..");

    @ArchTest
    static final ArchRule onlyThePagesKnowTheDesk = noClasses()
            .that().resideInAnyPackage(ROOT + "casefile..", ROOT + "authority..", ROOT + "calendar..", ROOT + "localisation..",
                    ROOT + "engine..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "work..");

    @ArchTest
    static final ArchRule theDeskServesPages = noClasses().that().resideInAPackage(ROOT + "work..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "web..", ROOT + "form..", ROOT + "localisation..",
                    ROOT + "deadline..");

    @ArchTest
    static final ArchRule digestsTellWhatLiesBelow = noClasses().that().resideInAPackage(ROOT + "digest..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "web..", ROOT + "form..", ROOT + "localisation..",
                    ROOT + "work..", ROOT + "takeover..");

    /** The engine alone knows of digests: it reads the tasks for them. */
    @ArchTest
    static final ArchRule nobodyAsksForADigest = noClasses().that().resideOutsideOfPackages(ROOT + "digest..", ROOT + "engine..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "digest..");

    @ArchTest
    static final ArchRule theDutyLineKnowsNoCase = noClasses().that().resideInAPackage(ROOT + "advice..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "web..", ROOT + "form..", ROOT + "localisation..",
                    ROOT + "work..", ROOT + "takeover..", ROOT + "digest..", ROOT + "review..", ROOT + "document..",
                    ROOT + "dispute..", ROOT + "deadline..", ROOT + "correspondence..");

    @ArchTest
    static final ArchRule onlyThePagesShowTheDutyLine = noClasses()
            .that().resideOutsideOfPackages(ROOT + "advice..", ROOT + "web..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "advice..");

    /** Taking over writes as a person would; only pages use it. */
    @ArchTest
    static final ArchRule takingOverIsUsedByPagesAlone = noClasses()
            .that().resideOutsideOfPackages(ROOT + "web..", ROOT + "takeover..")
            .should().dependOnClassesThat().resideInAPackage(ROOT + "takeover..");

    @ArchTest
    static final ArchRule takingOverKnowsNoPages = noClasses().that().resideInAPackage(ROOT + "takeover..")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + "web..", ROOT + "localisation..", ROOT + "form..",
                    "org.springframework.web..", "jakarta.servlet..");

    /** Time is read from the one Clock bean: {@code now()} without a clock, or the system's clock, is nobody's to call. */
    @ArchTest
    static final ArchRule nobodyAsksTheSystemForTheTime = noClasses().should(new ArchCondition<>("read the system's clock") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                String owner = call.getTargetOwner().getName();
                boolean now = owner.startsWith("java.time.") && call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().stream().noneMatch(p -> p.getName().equals("java.time.Clock"));
                boolean system = owner.equals("java.time.Clock") && call.getName().startsWith("system")
                        || owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis");
                if (now || system) {
                    events.add(SimpleConditionEvent.satisfied(type, call.getDescription()));
                }
            }
        }
    });
}
