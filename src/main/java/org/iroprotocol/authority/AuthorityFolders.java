package org.iroprotocol.authority;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authority folders as they were when read: each authority's files laid over the national ones. Needs neither Spring
 * nor engine nor database. Immutable.
 */
public final class AuthorityFolders {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorityFolders.class);
    private static final String NATIONAL = "protocol";
    private static final String CAFCASS = FolderLocation.CAFCASS;
    private static final Pattern AUTHORITY_ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Merging the tables takes seconds, and the files are the same for a long time. */
    private static volatile SoftReference<AuthorityFolders> lastRead = new SoftReference<>(null);

    private final FolderFiles files;
    private final SortedSet<String> authorities;
    private final Map<String, byte[]> merged = new ConcurrentHashMap<>();
    private final Tables tables = new FolderTables(this);

    private AuthorityFolders(FolderFiles files, SortedSet<String> authorities) {
        this.files = files;
        this.authorities = Collections.unmodifiableSortedSet(authorities);
    }

    static AuthorityFolders read(FolderLocation location, ClassLoader loader) {
        FolderFiles files = location.folders().stream()
                .map(folder -> place(folder, loader))
                .reduce(FolderFiles::with)
                .orElseThrow();
        SortedSet<String> authorities = authorities(files, location.authorities());
        AuthorityFolders last = lastRead.get();
        if (last != null && last.authorities.equals(authorities) && last.files.same(files)) {
            return last;
        }
        AuthorityFolders read = new AuthorityFolders(files, authorities);
        lastRead = new SoftReference<>(read);
        return read;
    }

    private static FolderFiles place(String folder, ClassLoader loader) {
        Path root = Path.of(folder);
        if (FolderFiles.onDisk(root)) {
            return FolderFiles.fromDisk(root);
        }
        if (".".equals(folder)) {
            return FolderFiles.fromJar(loader);
        }
        throw new IllegalStateException("The folder " + root.toAbsolutePath().normalize()
                + " named in protocol.folders has no folder 'processes'. Correct the path or leave protocol.folders out.");
    }

    private static SortedSet<String> authorities(FolderFiles files, List<String> named) {
        if (!named.isEmpty()) {
            return named(new LinkedHashSet<>(named));
        }
        SortedSet<String> found = new TreeSet<>(files.processes().keySet());
        found.removeAll(Set.of(NATIONAL, CAFCASS));
        found.forEach(AuthorityFolders::checkId);
        files.forms().keySet().stream()
                .filter(name -> !found.contains(name) && !Set.of(NATIONAL, CAFCASS).contains(name))
                .forEach(name -> LOG.warn("forms/{} is left out: there is no processes/{}. Create that folder (it may be empty) "
                        + "to make it an authority.", name, name));
        return found;
    }

    static SortedSet<String> named(Set<String> named) {
        named.forEach(AuthorityFolders::checkId);
        if (named.contains(NATIONAL)) {
            throw new IllegalStateException("protocol.authorities names 'protocol', which is the national protocol and not an "
                    + "authority. Name the authorities it is to be laid under.");
        }
        if (named.contains(CAFCASS) && named.size() > 1) {
            throw new IllegalStateException("protocol.authorities names 'cafcass' beside others. The records of the duty line "
                    + "may be kept only where Cafcass alone is at work: name 'cafcass' alone for an installation run by Cafcass, or "
                    + "leave it out for one that serves councils.");
        }
        return new TreeSet<>(named);
    }

    private static void checkId(String id) {
        if (!AUTHORITY_ID.matcher(id).matches()) {
            throw new IllegalStateException("'" + id + "' cannot be the name of an authority: use lower-case letters, digits and "
                    + "single hyphens, in the folder's name and in protocol.authorities alike.");
        }
    }

    /** Tenant ids of the authorities to serve, for example {@code derby}; never {@code protocol}. */
    public SortedSet<String> authorities() {
        return authorities;
    }

    /**
     * Names of the files that hold for the authority: {@code x.bpmn}, {@code x.dmn}, {@code x.y.form},
     * {@code letters/x.html}.
     */
    public SortedSet<String> names(String authority) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(laidOver(authority).keySet()));
    }

    /**
     * The file as it holds for the authority: its own, else the national one; a row-wise table merged from both.
     *
     * @throws IllegalArgumentException in words for an administrator when there is no such file, or the table breaks the layout
     */
    public byte[] content(String authority, String name) {
        byte[] effective = laidOver(authority).get(name);
        if (effective == null) {
            throw new IllegalArgumentException("There is no " + name + " for '" + authority + "': neither in its folder nor in "
                    + "the national protocol.");
        }
        return TableFiles.isRowWise(name)
                ? merged.computeIfAbsent(authority + "/" + name, key -> tableFile(authority, name)).clone()
                : effective.clone();
    }

    /** The row-wise tables straight from these files; {@link Table#version()} holds as long as the files are the same. */
    public Tables tables() {
        return tables;
    }

    /**
     * What the authority's own files are laid over: the national protocol; for an installation run by Cafcass, which is laid over
     * nothing, its own files.
     */
    public SortedMap<String, byte[]> under(String authority) {
        return Collections.unmodifiableSortedMap(files.of(isLaidOver(authority) ? NATIONAL : CAFCASS));
    }

    /** The authority's own files and nothing else. */
    public SortedMap<String, byte[]> own(String authority) {
        return Collections.unmodifiableSortedMap(files.of(authority));
    }

    private byte[] tableFile(String authority, String name) {
        String table = TableFiles.tableName(name);
        byte[] national = isLaidOver(authority) ? files.of(NATIONAL).get(name) : null;
        byte[] own = files.of(authority).get(name);
        RowTable under = national == null ? null : RowTable.read(name + " of the national protocol", table, national);
        RowTable over = own == null ? null : RowTable.read(name + " of '" + authority + "'", table, own);
        if (under == null) {
            return own;
        }
        return over == null ? national : under.withRowsOf(over);
    }

    private SortedMap<String, byte[]> laidOver(String authority) {
        if (!authorities.contains(authority)) {
            throw new IllegalArgumentException("'" + authority + "' is not an authority of this installation: it has "
                    + (authorities.isEmpty() ? "none" : String.join(", ", authorities)) + ".");
        }
        SortedMap<String, byte[]> all = new TreeMap<>();
        if (isLaidOver(authority)) {
            all.putAll(files.of(NATIONAL));
        }
        all.putAll(files.of(authority));
        return all;
    }

    /** The advice line must not appear in an authority, nor an authority's duties at Cafcass (P-05). */
    private static boolean isLaidOver(String authority) {
        return !CAFCASS.equals(authority);
    }
}
