package org.iroprotocol.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.iroprotocol.authority.CafcassInstallation;
import org.iroprotocol.authority.Groups;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The people of an installation that Cafcass runs: one per group ({@code cafcass-legal.cafcass}), two practitioners. */
@Component
@Conditional(CafcassInstallation.class)
public class DutyRoom {

    public static final String LAWYER = "cafcass-legal.cafcass";
    public static final String PRACTITIONER = "childrens-guardian.cafcass";
    public static final String OTHER_PRACTITIONER = "guardian2.cafcass";

    private final ProcessEngine engine;
    private final Staff staff;
    private final JdbcClient jdbc;

    DutyRoom(ProcessEngine engine, Staff staff, JdbcClient jdbc) {
        this.engine = engine;
        this.staff = staff;
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(1001)
    void create() {
        Groups.all().keySet().forEach(group -> add(group + ".cafcass", group));
        add(OTHER_PRACTITIONER, Groups.CHILDRENS_GUARDIAN);
    }

    private void add(String id, String group) {
        User user = engine.getIdentityService().newUser(id);
        user.setFirstName("Test");
        user.setLastName(id);
        user.setEmail(id.replace(".cafcass", "") + "@cafcass.example");
        user.setPassword(Staff.PASSWORD);
        engine.getIdentityService().saveUser(user);
        engine.getIdentityService().createMembership(id, group);
        engine.getIdentityService().createTenantUserMembership("cafcass", id);
    }

    /** A call about Robin Tester, born on 03/04/2019, with nothing to act on. */
    public static Map<String, Object> call(Map<String, ?> different) {
        Map<String, Object> form = new HashMap<>(Map.of("calledOn", "2026-12-17", "council", "Derby", "callerName", "Imogen Rowe",
                "callerContact", "01332 000000", "childName", "Robin Tester", "dateOfBirth", "2019-04-03",
                "asked", "Whether drift can be referred.", "guidance", "What a referral should say.",
                "protectionConcern", "no", "actRequested", "no"));
        form.putAll(different);
        form.values().removeIf(""::equals);
        return form;
    }

    /** The referral of the same child, given to {@link #PRACTITIONER}. */
    public static Map<String, Object> referral(Map<String, ?> different) {
        Map<String, Object> form = new HashMap<>(Map.of("receivedOn", "2026-12-18", "council", "Derby",
                "referringIro", "Imogen Rowe", "childName", "TESTER, Robin", "dateOfBirth", "2019-04-03",
                "practitioner", PRACTITIONER));
        form.putAll(different);
        return form;
    }

    /** Sends the start form as that user. */
    public ProcessInstance start(String user, String process, Map<String, ?> form) {
        String definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(process)
                .tenantIdIn("cafcass").latestVersion().singleResult().getId();
        staff.signIn(user);
        try {
            return engine.getFormService().submitStartForm(definition, new HashMap<>(form));
        } finally {
            staff.signOut();
        }
    }

    /** Sends the form of the one open task of that step as that user. */
    public void complete(String user, String step, Map<String, ?> form) {
        String task = task(step).getId();
        staff.signIn(user);
        try {
            engine.getFormService().submitTaskForm(task, new HashMap<>(form));
        } finally {
            staff.signOut();
        }
    }

    public Task task(String step) {
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(step).singleResult();
    }

    /** Rows of one of the two tables. */
    public List<Map<String, Object>> rows(String table) {
        return jdbc.sql("select * from " + table).query().listOfRows();
    }

    /** Ends everything and empties the tables. */
    public void clear() {
        engine.getRuntimeService().createProcessInstanceQuery().list().forEach(instance -> engine.getRuntimeService()
                .deleteProcessInstanceIfExists(instance.getId(), "test", true, true, true, true));
        jdbc.sql("delete from advice_record").update();
        jdbc.sql("delete from advice_referral").update();
    }
}
