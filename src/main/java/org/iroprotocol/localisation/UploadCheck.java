package org.iroprotocol.localisation;

import java.util.List;
import java.util.Map;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.localisation.check.Check;
import org.iroprotocol.localisation.check.Problem;
import org.springframework.stereotype.Component;

/** Runs the check on what somebody wants to deploy, laid over what is deployed for the authority now. */
@Component
public class UploadCheck {

    private final InUse inUse;
    private final FolderLocation location;

    UploadCheck(InUse inUse, FolderLocation location) {
        this.inUse = inUse;
        this.location = location;
    }

    /**
     * What is wrong in the files, or would be elsewhere because of them.
     *
     * @param authority tenant id
     * @param upload    file name → content, complete: forms with their model, tables with all rows
     * @return empty when all is well
     */
    public List<Problem> problems(String authority, Map<String, byte[]> upload) {
        return Check.upload(location.read().under(authority), inUse.files(authority), upload);
    }
}
