package org.iroprotocol.digest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Lets digests wait for their mornings in one test: when the tests' house starts, none does. */
@Component
public class WaitingDigests {

    private final Watch watch;
    private final RuntimeService runtime;
    private final JdbcTemplate jdbc;

    WaitingDigests(Watch watch, RuntimeService runtime, JdbcTemplate jdbc) {
        this.watch = watch;
        this.runtime = runtime;
        this.jdbc = jdbc;
    }

    /** As at the start of the house: whatever is wrong is logged. */
    public void beginAtStart(String authority) {
        watch.beginOrSayWhyNot(authority);
    }

    /** The same; whatever is wrong is thrown. */
    public void begin(String authority) {
        watch.begin(authority);
    }

    /** Recipient → state of the digests of that day. */
    public Map<String, String> of(String day) {
        Map<String, String> states = new TreeMap<>();
        jdbc.query("select recipient, state from digest_person where day_of = ?",
                row -> {
                    states.put(row.getString(1), row.getString(2));
                }, java.sql.Date.valueOf(day));
        return states;
    }

    /** As if there had never been one. */
    public void forget() {
        for (String process : List.of(Watch.PROCESS, "correspondence")) {
            List<String> ids = runtime.createProcessInstanceQuery().processDefinitionKey(process).list().stream()
                    .filter(instance -> instance.getBusinessKey() == null).map(ProcessInstance::getId).toList();
            if (!ids.isEmpty()) {
                runtime.deleteProcessInstances(ids, "end of the test", true, true);
            }
        }
        jdbc.update("delete from digest_person");
        jdbc.update("delete from digest_clock");
        jdbc.update("delete from correspondence_line");
        String digests = "select id from correspondence_item where template = 'daily-digest'";
        jdbc.update("delete from correspondence_recipient where item_id in (" + digests + ")");
        jdbc.update("delete from correspondence_item where template = 'daily-digest'");
    }
}
