package org.iroprotocol.correspondence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.authority.UserName;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Who stands behind a role today: the person the case file names, else the authority's settings
 * {@code <role>.name/.email}, else – for pools – the members of the group in that authority.
 */
@Component
class Addressees {

    /** Before who is written to about a concern, beside the roles of the case. */
    static final String CONCERN = "concern:";

    /** Everybody there is to write to about a concern. */
    static final Set<String> OF_CONCERN = Set.of("concern:person", "concern:manager", "concern:director", "concern:spokenTo",
            "concern:stage");

    private static final Pattern ADDRESS =
            Pattern.compile("[\\x21-\\x7e&&[^\"(),:;<>@\\[\\\\\\]]]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)+"
                    + "[A-Za-z0-9-]{2,}");

    private final CaseFiles cases;
    private final Settings settings;
    private final IdentityService users;
    private final ObjectProvider<Matters> matters;

    Addressees(CaseFiles cases, Settings settings, @Lazy IdentityService users,
               ObjectProvider<Matters> matters) {
        this.cases = cases;
        this.settings = settings;
        this.users = users;
        this.matters = matters;
    }

    /**
     * @param role     role id, {@code mailbox:<setting>} or {@code concern:<who>}
     * @param personId row of the case file; null when it comes from settings or the group
     * @param name     the person's name, else the role in words
     * @param email    null or unusable when there is none to write to
     * @param from     first day in the role; null unless from the case file
     */
    record Addressee(String role, UUID personId, String name, String email, LocalDate from) {

        boolean usable() {
            return Addressees.usable(email);
        }
    }

    /** Is this one plain e-mail address? */
    static boolean usable(String email) {
        return email != null && email.length() <= 254 && ADDRESS.matcher(email).matches();
    }

    /** The part after the @, lower case. */
    static String domain(String email) {
        return email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Everybody to write to for the role; one without a usable address when there is nobody else; never empty.
     *
     * @param subject the concern it is about, for {@code concern:<who>}; null when it is about none
     */
    List<Addressee> of(CaseFile file, String role, String subject) {
        if (role.startsWith(CONCERN)) {
            return ofConcern(file, role, subject);
        }
        if (role.startsWith(Settings.MAILBOX)) {
            String email = settings.find(file.authority(), role.substring(Settings.MAILBOX.length())).orElse(null);
            return List.of(new Addressee(role, null, Roles.words(role), email, null));
        }
        var person = cases.holder(file.reference(), role);
        if (person.isPresent()) {
            var holder = person.get();
            String email = holder.email() == null ? null : holder.email().strip();
            return List.of(new Addressee(role, holder.id(), holder.name(), email, holder.from()));
        }
        return ofAuthority(file.authority(), role);
    }

    /** As {@link #of}, where no case names anybody: the authority's settings, else the members of the pool. */
    List<Addressee> ofAuthority(String authority, String role) {
        var email = settings.find(authority, role + ".email");
        if (email.isPresent()) {
            String name = settings.find(authority, role + ".name").orElse(Roles.words(role));
            return List.of(new Addressee(role, null, name, email.get(), null));
        }
        if (Groups.POOLS.contains(role)) {
            List<Addressee> members = users.createUserQuery().memberOfGroup(role).memberOfTenant(authority)
                    .orderByUserId().asc().list().stream()
                    .map(user -> new Addressee(role, null, name(user, role), user.getEmail(), null))
                    .filter(Addressee::usable).toList();
            if (!members.isEmpty()) {
                return members;
            }
        }
        return List.of(new Addressee(role, null, Roles.words(role), null, null));
    }

    /** Everybody once, in the order they were named. */
    private List<Addressee> ofConcern(CaseFile file, String role, String subject) {
        List<Matters.Party> parties = subject == null ? List.of()
                : matters.stream().filter(known -> CONCERN.equals(known.kind() + ":")).findFirst()
                .map(known -> known.parties(file, subject, role.substring(CONCERN.length()))).orElse(List.of());
        List<Addressee> all = new ArrayList<>();
        for (Matters.Party party : parties) {
            for (Addressee each : party(file, role, party)) {
                if (all.stream().noneMatch(before -> each.usable() && each.email().equalsIgnoreCase(before.email()))) {
                    all.add(each);
                }
            }
        }
        return all.isEmpty() ? List.of(new Addressee(role, null, Roles.words(role), null, null)) : all;
    }

    /** Whoever holds that role of the case, when it is the same person, so that who stands in for them is told too. */
    private List<Addressee> party(CaseFile file, String role, Matters.Party party) {
        boolean ofCase = party.role() != null && Groups.ofCase().contains(party.role());
        String email = party.email() == null || party.email().isBlank() ? null : party.email().strip();
        if (ofCase) {
            List<Addressee> holders = of(file, party.role(), null);
            if (email == null) {
                return holders;
            }
            Optional<Addressee> same = holders.stream().filter(holder -> email.equalsIgnoreCase(holder.email())).findFirst();
            if (same.isPresent()) {
                return List.of(same.get());
            }
        }
        String words = ofCase ? Groups.label(party.role()) : party.role() == null ? Roles.words(role) : party.role();
        return List.of(new Addressee(role, null, party.name() == null || party.name().isBlank() ? words : party.name().strip(),
                email, null));
    }

    /** Who stands in today for the holder of the role and has an e-mail address: they are reminded too (P-25). */
    List<Addressee> standingIn(CaseFile file, String role) {
        if (role.startsWith(Settings.MAILBOX) || role.startsWith(CONCERN)) {
            return List.of();
        }
        List<String> acting = cases.usersActing(file.reference(), role);
        if (acting.size() < 2) {
            return List.of();
        }
        return users.createUserQuery().userIdIn(acting.stream().skip(1).toArray(String[]::new)).listPage(0, acting.size())
                .stream().map(user -> new Addressee(role, null, name(user, role), user.getEmail(), null))
                .filter(Addressee::usable).toList();
    }

    /**
     * The first role somebody can be written to in; else the first role that somebody holds; else the last.
     *
     * @param subject as in {@link #of}
     */
    List<Addressee> choose(CaseFile file, List<String> roles, String subject) {
        List<Addressee> held = null;
        List<Addressee> last = List.of();
        for (String role : roles) {
            last = of(file, role, subject);
            if (last.stream().anyMatch(Addressee::usable)) {
                return last;
            }
            if (held == null && last.get(0).personId() != null) {
                held = last;
            }
        }
        return held == null ? last : held;
    }

    private static String name(User user, String role) {
        return UserName.of(user, Roles.words(role));
    }
}
