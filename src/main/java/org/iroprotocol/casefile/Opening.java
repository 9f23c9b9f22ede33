package org.iroprotocol.casefile;

import java.util.Optional;

/** What opening a case needs besides its file: who of the people has an account, and the process of its proceedings. */
public interface Opening {

    /**
     * User id of the person with that e-mail address in that role and authority, in whatever case it is written.
     *
     * @param email may be null
     * @throws RefusedException when two accounts share the address
     */
    Optional<String> account(String authority, String role, String email);

    /**
     * Starts the process {@code proceedings} for the case, as the system, in the caller's transaction. Whether the caller may
     * is the caller's to decide.
     *
     * @throws UnknownCaseException when there is no such case
     */
    void startProceedings(String caseReference);
}
