package org.iroprotocol.localisation;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
     * What is wrong in the files themselves, and what would be wrong elsewhere because of them. What was wrong before and
     * has nothing to do with them is not held against whoever deploys.
     *
     * @param authority tenant id
     * @param upload    file name → content, complete: forms with their model, tables with all rows
     * @return empty when all is well
     */
    public List<Problem> problems(String authority, Map<String, byte[]> upload) {
        List<Problem> sizes = Check.sizes(upload);
        if (!sizes.isEmpty()) {
            return sizes;
        }
        SortedMap<String, byte[]> national = location.read().under(authority);
        SortedMap<String, byte[]> before = inUse.files(authority);
        SortedMap<String, byte[]> after = new TreeMap<>(before);
        after.putAll(upload);
        List<Problem> problems = Check.of(national, after);
        if (problems.stream().allMatch(problem -> upload.containsKey(problem.file()))) {
            return problems;
        }
        List<Problem> old = Check.of(national, before);
        return problems.stream().filter(problem -> upload.containsKey(problem.file()) || !old.contains(problem)).toList();
    }
}
