package org.iroprotocol.correspondence;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.Settings;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseFiles;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Who stands behind a role today: the person the case file names, else the authority's settings
 * {@code <role>.name/.email}, else – for pools – the members of the group in that authority.
 */
@Component
class Addressees {

    static final String MAILBOX = "mailbox:";

    private static final Pattern ADDRESS =
            Pattern.compile("[\\x21-\\x7e&&[^\"(),:;<>@\\[\\\\\\]]]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)+"
                    + "[A-Za-z0-9-]{2,}");

    private final CaseFiles cases;
    private final Settings settings;
    private final IdentityService users;

    Addressees(CaseFiles cases, Settings settings, @Lazy IdentityService users) {
        this.cases = cases;
        this.settings = settings;
        this.users = users;
    }

    /**
     * @param role     role id or {@code mailbox:<setting>}
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

    /** Everybody to write to for the role; one without a usable address when there is nobody else; never empty. */
    List<Addressee> of(CaseFile file, String role) {
        if (role.startsWith(MAILBOX)) {
            String email = settings.find(file.authority(), role.substring(MAILBOX.length())).orElse(null);
            return List.of(new Addressee(role, null, Roles.words(role), email, null));
        }
        var person = cases.holder(file.reference(), role);
        if (person.isPresent()) {
            var holder = person.get();
            String email = holder.email() == null ? null : holder.email().strip();
            return List.of(new Addressee(role, holder.id(), holder.name(), email, holder.from()));
        }
        var email = settings.find(file.authority(), role + ".email");
        if (email.isPresent()) {
            String name = settings.find(file.authority(), role + ".name").orElse(Roles.words(role));
            return List.of(new Addressee(role, null, name, email.get(), null));
        }
        if (Groups.POOLS.contains(role)) {
            List<Addressee> members = users.createUserQuery().memberOfGroup(role).memberOfTenant(file.authority())
                    .orderByUserId().asc().list().stream()
                    .map(user -> new Addressee(role, null, name(user, role), user.getEmail(), null))
                    .filter(Addressee::usable).toList();
            if (!members.isEmpty()) {
                return members;
            }
        }
        return List.of(new Addressee(role, null, Roles.words(role), null, null));
    }

    /** Who stands in today for the holder of the role and has an e-mail address: they are reminded too (P-25). */
    List<Addressee> standingIn(CaseFile file, String role) {
        if (role.startsWith(MAILBOX)) {
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

    /** The first role somebody can be written to in; else the first role that somebody holds; else the last. */
    List<Addressee> choose(CaseFile file, List<String> roles) {
        List<Addressee> held = null;
        List<Addressee> last = List.of();
        for (String role : roles) {
            last = of(file, role);
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
        String name = ((user.getFirstName() == null ? "" : user.getFirstName()) + " "
                + (user.getLastName() == null ? "" : user.getLastName())).strip();
        return name.isEmpty() ? Roles.words(role) : name;
    }
}
