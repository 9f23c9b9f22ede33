package org.iroprotocol.correspondence;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.casefile.CaseFile;

/** What was or will be sent about a case, for pages. */
public interface Ledger {

    /** Whether a letter to that role of the case would go out attached now: there is an address, allowed and marked secure. */
    boolean takesLetters(CaseFile file, String role);

    /** Newest first; letters about several cases stand with each of them. */
    List<Item> ofCase(String caseReference);

    /** What was or will be sent about one concern, hearing, document or review of the case, newest first. */
    List<Item> about(String caseReference, String subject);

    /** One item of that case; empty when there is none or it belongs to another case. */
    Optional<Item> find(String caseReference, UUID id);

    /** The letter as PDF, exactly as sent or to be sent; throws {@link IllegalArgumentException} for a notice. */
    byte[] pdf(UUID id);

    /** The text as people read it, HTML, safe to show inside our pages. */
    String html(UUID id);
}
