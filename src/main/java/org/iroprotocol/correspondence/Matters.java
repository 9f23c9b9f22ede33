package org.iroprotocol.correspondence;

import java.util.List;
import java.util.function.Supplier;
import org.iroprotocol.casefile.CaseFile;

/**
 * What letters about one matter of a case can say, to whom they may go and what goes with them. A matter is a concern (C-98) or a
 * referral (C-04); which one says the process variable {@code subject} of the instance that writes. Built above this room;
 * without it nothing is known.
 */
public interface Matters {

    /** The first part of its placeholders, {@code concern} or {@code referral}. */
    String kind();

    /**
     * What {@code {{<kind>.<key>}}} stands for.
     *
     * @param subject id of the matter
     * @param key     for example {@code number} or {@code impact}
     * @return as people read it, several lines allowed; null when nothing is recorded or there is no such matter
     */
    String value(CaseFile file, String subject, String key);

    /**
     * Who stands behind {@code <kind>:<who>} now.
     *
     * @param subject id of the matter
     * @param who     {@code person}, {@code manager}, {@code director}, {@code spokenTo} or {@code stage}
     * @return everybody to write to; empty when nobody is known
     */
    List<Party> parties(CaseFile file, String subject, String who);

    /**
     * What goes with that letter beside its own PDF, to whoever gets it attached; nothing for most.
     *
     * @throws IllegalStateException when something that was to go with it is not there any more; without anybody's name
     */
    default List<Enclosure> enclosures(CaseFile file, String subject, String template) {
        return List.of();
    }

    /** One attachment; {@code content} is read when the e-mail is built. */
    record Enclosure(String name, String mediaType, Supplier<byte[]> content) {
    }

    /**
     * Somebody to write to. Without an e-mail address and with a role of the case, whoever holds that role is meant.
     *
     * @param role  id of a role of the case, or what the person is in words; null when neither is known
     * @param name  null when not known
     * @param email null when not known
     */
    record Party(String role, String name, String email) {
    }
}
