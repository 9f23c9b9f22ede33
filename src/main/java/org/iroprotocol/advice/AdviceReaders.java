package org.iroprotocol.advice;

import java.util.Collection;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.authority.Groups;

/** Who may know what of the duty line (C-20, C-21): Cafcass Legal everything, the practitioner what is shared with them. */
final class AdviceReaders {

    private AdviceReaders() {
    }

    static boolean isLegal(Collection<String> groups, Collection<String> authorities) {
        return groups.contains(Groups.CAFCASS_LEGAL) && authorities.contains(FolderLocation.CAFCASS);
    }

    static boolean isPractitioner(Collection<String> groups, Collection<String> authorities) {
        return groups.contains(Groups.CHILDRENS_GUARDIAN) && authorities.contains(FolderLocation.CAFCASS);
    }

    static boolean mayRead(String user, Collection<String> groups, Collection<String> authorities, AdviceRecord call) {
        return isLegal(groups, authorities) || isPractitioner(groups, authorities)
                && call.state() == AdviceRecord.State.SHARED && user.equals(call.practitioner());
    }
}
