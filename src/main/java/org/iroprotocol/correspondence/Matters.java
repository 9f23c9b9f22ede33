package org.iroprotocol.correspondence;

import java.util.List;
import org.iroprotocol.casefile.CaseFile;

/**
 * What letters about one matter of a case can say and to whom they may go. A matter is a concern (C-98); which one says the
 * process variable {@code subject} of the instance that writes. Built above this room; without it nothing is known.
 */
public interface Matters {

    /**
     * What {@code {{concern.<key>}}} stands for.
     *
     * @param subject id of the matter
     * @param key     for example {@code number} or {@code impact}
     * @return as people read it, several lines allowed; null when nothing is recorded or there is no such matter
     */
    String value(CaseFile file, String subject, String key);

    /**
     * Who stands behind {@code concern:<who>} now.
     *
     * @param subject id of the matter
     * @param who     {@code person}, {@code manager}, {@code director}, {@code spokenTo} or {@code stage}
     * @return everybody to write to; empty when nobody is known
     */
    List<Party> parties(CaseFile file, String subject, String who);

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
