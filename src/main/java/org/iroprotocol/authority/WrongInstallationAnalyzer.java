package org.iroprotocol.authority;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentence instead of a stack trace. */
class WrongInstallationAnalyzer extends AbstractFailureAnalyzer<WrongInstallationException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, WrongInstallationException cause) {
        return new FailureAnalysis(cause.getMessage(), "Correct protocol.authorities (or PROTOCOL_AUTHORITIES) and start again. "
                + "Nothing has been deployed.", cause);
    }
}
