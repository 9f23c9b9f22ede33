package org.iroprotocol.dispute;

import java.util.List;
import java.util.Set;
import org.iroprotocol.authority.FolderLocation;

/** The roles of an authority as its folder has them, for tests of what they see. */
public final class ConcernRoles {

    private ConcernRoles() {
    }

    /** Who outside the IRO service sees a concern that has come to, or passed over, these stages. */
    public static Set<String> seeing(String authority, List<Concern.Stage> stages) {
        return table().seeing(authority, stages.stream().map(Concern.Stage::id).toList());
    }

    static RoleTable table() {
        return new RoleTable(FolderLocation.of(".,src/test/resources/authorities", "").read().tables());
    }
}
