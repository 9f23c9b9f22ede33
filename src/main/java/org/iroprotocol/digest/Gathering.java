package org.iroprotocol.digest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.authority.UserName;
import org.iroprotocol.calendar.London;
import org.iroprotocol.correspondence.Digests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;

/** Lists who can be written to: everybody with an account and an address the authority writes to, and the pools' mailboxes. */
@Service
class Gathering {

    static final int BATCH = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);
    private static final int PAGE = 1000;
    private static final int KEPT_DAYS = 90;

    private final DigestTables tables;
    private final Digests digests;
    private final Settings settings;
    private final IdentityService identity;
    private final AsSystem asSystem;

    Gathering(DigestTables tables, Digests digests, Settings settings, @Lazy IdentityService identity, AsSystem asSystem) {
        this.tables = tables;
        this.digests = digests;
        this.settings = settings;
        this.identity = identity;
        this.asSystem = asSystem;
    }

    int gather(String authority, LocalDate day) {
        int batches = tables.batches(authority, day);
        if (batches > 0) {
            return batches;
        }
        LocalDate old = day.minusDays(KEPT_DAYS);
        tables.forget(authority, old);
        digests.forget(authority, old.atStartOfDay(London.ZONE).toInstant());
        List<Recipient> recipients = asSystem.call(() -> recipients(authority));
        tables.list(authority, day, recipients, BATCH);
        return (recipients.size() + BATCH - 1) / BATCH;
    }

    private List<Recipient> recipients(String authority) {
        List<Recipient> recipients = new ArrayList<>();
        Set<String> withMailbox = new TreeSet<>();
        for (String pool : new TreeSet<>(Groups.POOLS)) {
            settings.find(authority, pool + ".email").filter(email -> digests.reaches(authority, email)).ifPresent(email -> {
                withMailbox.add(pool);
                recipients.add(new Recipient("pool:" + pool, null, Set.of(pool), Set.of(pool), email, Groups.label(pool)));
            });
        }
        Map<String, Set<String>> groups = groups(authority);
        int unreachable = 0;
        for (User user : users(query -> query.memberOfTenant(authority))) {
            String email = user.getEmail() == null ? null : user.getEmail().strip();
            if (digests.reaches(authority, email)) {
                Set<String> all = groups.getOrDefault(user.getId(), Set.of());
                Set<String> pools = new TreeSet<>(all);
                pools.retainAll(Groups.POOLS);
                pools.removeAll(withMailbox);
                recipients.add(new Recipient(user.getId(), user.getId(), all, pools, email, name(user)));
            } else {
                unreachable++;
            }
        }
        if (unreachable > 0) {
            LOG.info("Authority '{}': {} accounts have no e-mail address that it writes to, and get no digest.", authority,
                    unreachable);
        }
        return recipients;
    }

    private Map<String, Set<String>> groups(String authority) {
        Set<String> asked = new TreeSet<>(Groups.POOLS);
        asked.addAll(Groups.IRO_SERVICE);
        Map<String, Set<String>> groups = new HashMap<>();
        asked.forEach(group -> users(query -> query.memberOfTenant(authority).memberOfGroup(group))
                .forEach(user -> groups.computeIfAbsent(user.getId(), id -> new TreeSet<>()).add(group)));
        return groups;
    }

    private List<User> users(UnaryOperator<UserQuery> which) {
        List<User> all = new ArrayList<>();
        List<User> page;
        do {
            page = which.apply(identity.createUserQuery()).orderByUserId().asc().listPage(all.size(), PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    private static String name(User user) {
        return UserName.of(user, user.getId());
    }
}
