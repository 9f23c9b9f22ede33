package org.iroprotocol.referral;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.iroprotocol.authority.AsSystem;
import org.iroprotocol.authority.Groups;
import org.iroprotocol.authority.UserName;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.Person;
import org.iroprotocol.casefile.RefusedException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The one person who may refer a child's case: the child's IRO today, or who formally covers for them (P-02, C-25). */
@Component
class ChildsIro {

    private static final String ALONE = "Only this child's Independent Reviewing Officer, or who is recorded as cover for them "
            + "today, can refer the case to Cafcass (Children Act 1989, section 25B(3)(a)). Please talk to them.";

    private final CaseFiles files;
    private final AsSystem asSystem;
    private final IdentityService users;

    ChildsIro(CaseFiles files, AsSystem asSystem, @Lazy IdentityService users) {
        this.files = files;
        this.asSystem = asSystem;
        this.users = users;
    }

    /** Who refers, as the referral names them; {@code email} and {@code phone} may be null. */
    record Sender(String userId, String name, String email, String phone, boolean asCover) {
    }

    boolean is(String reference, String userId) {
        return userId != null && files.usersActing(reference, Groups.IRO).contains(userId);
    }

    /** Whoever is signed in, if it is that person. The house itself refers nobody. */
    Sender atWork(String reference) {
        String userId = asSystem.signedIn().map(AsSystem.SignedIn::id).filter(id -> is(reference, id)).orElseThrow(ChildsIro::refused);
        Optional<Person> holder = files.holder(reference, Groups.IRO).filter(person -> userId.equals(person.userId()));
        if (holder.isPresent()) {
            return new Sender(userId, holder.get().name(), holder.get().email(), holder.get().phone(), false);
        }
        User user = asSystem.call(() -> users.createUserQuery().userId(userId).singleResult());
        return new Sender(userId, UserName.of(user, userId), user == null ? null : user.getEmail(), null, true);
    }

    /** Refuses everybody else, naming the field. */
    void alone(String reference, String field) {
        if (asSystem.signedIn().filter(who -> is(reference, who.id())).isEmpty()) {
            throw new RefusedException(field, ALONE);
        }
    }

    static RefusedException refused() {
        return new RefusedException(null, ALONE);
    }
}
