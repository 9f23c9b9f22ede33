package org.iroprotocol.authority;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.User;

/** What an account's person is called. */
public final class UserName {

    private UserName() {
    }

    /**
     * First and last name, as far as the account has them.
     *
     * @param user      may be null
     * @param otherwise for an account without a name, or none
     */
    public static String of(User user, String otherwise) {
        String name = user == null ? "" : Stream.of(user.getFirstName(), user.getLastName()).filter(Objects::nonNull)
                .collect(Collectors.joining(" ")).strip();
        return name.isEmpty() ? otherwise : name;
    }
}
