package org.iroprotocol.casefile;

/** There is no case of that reference, or the asker may not know that there is one. */
public class UnknownCaseException extends RefusedException {

    public UnknownCaseException() {
        super("caseReference", "There is no case with this reference. Check it against the list of your cases.");
    }
}
