package org.iroprotocol.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.UserName;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.casefile.Workload;
import org.springframework.stereotype.Component;

/** The IROs of an authority as the engine's accounts and the case files know them. */
@Component
class Colleagues {

    /** The engine's own limit; no authority has that many IROs. */
    private static final int MOST = 2000;

    private final IdentityService identity;
    private final TaskService tasks;
    private final Workload workload;
    private final AsSystem asSystem;

    Colleagues(IdentityService identity, TaskService tasks, Workload workload, AsSystem asSystem) {
        this.identity = identity;
        this.tasks = tasks;
        this.workload = workload;
        this.asSystem = asSystem;
    }

    List<Work.Colleague> all(String authority) {
        Map<String, Integer> cases = workload.openCases(authority, Groups.IRO);
        Map<String, User> iros = iros(authority);
        Map<String, User> others = users(cases.keySet().stream().filter(id -> !iros.containsKey(id)).toList());
        List<Work.Colleague> all = new ArrayList<>();
        iros.forEach((id, user) -> all.add(colleague(authority, id, user, true, cases.getOrDefault(id, 0))));
        cases.forEach((id, number) -> {
            if (!iros.containsKey(id)) {
                all.add(colleague(authority, id, others.get(id), false, number));
            }
        });
        all.sort(Comparator.comparing(Work.Colleague::cases).reversed().thenComparing(Work.Colleague::name));
        return all;
    }

    Optional<Work.Colleague> one(String authority, String userId) {
        if (userId == null || userId.isBlank()) {
            return Optional.empty();
        }
        int cases = workload.openCases(authority, Groups.IRO).getOrDefault(userId, 0);
        User iro = asSystem.call(() -> identity.createUserQuery().userId(userId).memberOfTenant(authority)
                .memberOfGroup(Groups.IRO).singleResult());
        if (iro == null && cases == 0) {
            return Optional.empty();
        }
        User user = iro != null ? iro : users(List.of(userId)).get(userId);
        return Optional.of(colleague(authority, userId, user, iro != null, cases));
    }

    /** What people are called, by user id; unknown ones by their id. */
    Map<String, String> names(List<String> userIds) {
        Map<String, User> found = users(userIds);
        Map<String, String> names = new HashMap<>();
        userIds.forEach(id -> names.put(id, UserName.of(found.get(id), id)));
        return names;
    }

    private Map<String, User> iros(String authority) {
        Map<String, User> iros = new LinkedHashMap<>();
        asSystem.call(() -> identity.createUserQuery().memberOfTenant(authority).memberOfGroup(Groups.IRO).orderByUserId().asc()
                .listPage(0, MOST)).forEach(user -> iros.put(user.getId(), user));
        return iros;
    }

    private Map<String, User> users(List<String> userIds) {
        Map<String, User> users = new HashMap<>();
        if (!userIds.isEmpty()) {
            asSystem.call(() -> identity.createUserQuery().userIdIn(userIds.stream().distinct().toArray(String[]::new))
                    .listPage(0, MOST)).forEach(user -> users.put(user.getId(), user));
        }
        return users;
    }

    private Work.Colleague colleague(String authority, String userId, User user, boolean iro, int cases) {
        Optional<Person> recorded = workload.lastRecorded(authority, Groups.IRO, userId);
        String email = recorded.map(Person::email).orElse(user == null ? null : user.getEmail());
        int open = Math.toIntExact(asSystem.call(() -> tasks.createTaskQuery().taskAssignee(userId).tenantIdIn(authority)
                .count()));
        String name = user == null ? recorded.map(Person::name).orElse(userId) : UserName.of(user, userId);
        return new Work.Colleague(userId, name, email, recorded.map(Person::phone).orElse(null), iro, cases, open);
    }
}
