package org.iroprotocol.casefile;

import org.camunda.bpm.engine.RuntimeService;
import org.iroprotocol.authority.Settings;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The bean {@code cases} of the running house, with form fields a test makes up. Found by the scan of the house. */
@Component
record CaseBeans(CaseFiles files, ChildFacts facts, CaseAccess access, CaseFileRepository repository,
                 ProceedingsRepository proceedings, ModelCase modelCase, EventBook events, CaseRows rows, EngineUser user,
                 Hearings hearings, Settings settings, TimelineRepository timeline, RuntimeService runtime, OneEntry entry,
                 ReviewBook reviews, ReviewInstances reviewInstances, RoleBook roles) {

    /** No form has any field but those the steps know. */
    Cases casesWithoutForms() {
        return cases(new RecordSteps(files, modelCase, user, rows, timeline, new ObjectProvider<>() {
            @Override
            public FormFields getObject() {
                throw new NoSuchBeanDefinitionException(FormFields.class);
            }

            @Override
            public FormFields getIfAvailable() {
                return null;
            }
        }));
    }

    Cases cases(RecordSteps records) {
        FormSteps form = new FormSteps(files, access, repository, modelCase, records, rows, user, entry);
        LookedAfterSteps lookedAfter = new LookedAfterSteps(facts, events, form, rows);
        ProceedingsSteps ending = new ProceedingsSteps(files, facts, proceedings, events, form, lookedAfter, rows, user,
                runtime);
        return new Cases(new CaseSteps(files, facts, modelCase, records, rows, user, hearings, lookedAfter, ending),
                new ChangeSteps(files, form, hearings, user), ending, lookedAfter, new DeathSteps(facts, ending, form, rows),
                new MoveSteps(form), new CompletionSteps(form, rows), new MeetingSteps(form),
                new DiscussionSteps(form, proceedings, runtime), new ErrorSteps(files, form),
                new ReviewSteps(form, reviews, reviewInstances, new ReviewReportSteps(form, reviews, rows, user), modelCase,
                        roles, rows),
                new ModelFacts(modelCase, events, proceedings, facts, hearings, settings, form, rows));
    }
}
