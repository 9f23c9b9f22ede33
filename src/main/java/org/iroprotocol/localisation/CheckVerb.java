package org.iroprotocol.localisation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.iroprotocol.authority.AuthorityFolders;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.localisation.check.Check;
import org.iroprotocol.localisation.check.Problem;

/**
 * The verb {@code check processes/<authority> [forms/<authority> [in-use.zip]]}: what is wrong in an authority's folders, and what
 * they change against the national protocol and against what is in use, from files alone.
 */
public class CheckVerb {

    private static final String USAGE = """
            Usage: check processes/<authority> [forms/<authority> [in-use.zip]]
              Both folders lie beside each other, as in this project: processes/<authority> and forms/<authority>.
              The national protocol is taken from processes/protocol beside them, else from this program.
              in-use.zip is what the page Authority folders lets you download: then it is compared with that, too.""";
    private static final String NATIONAL = "protocol";

    /**
     * Prints what is changed on {@code out}, or on {@code err} what is wrong and what to do.
     *
     * @param arguments what follows the verb
     * @return 0 when all is well, 1 when there is anything to put right, 2 when the arguments are wrong
     */
    public int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || arguments.size() > 3) {
            err.println(USAGE);
            return 2;
        }
        Path processes = Path.of(arguments.get(0)).toAbsolutePath().normalize();
        Path root = processes.getNameCount() < 2 ? null : processes.getParent().getParent();
        if (root == null || !processes.getParent().endsWith("processes") || !Files.isDirectory(processes)) {
            err.println(arguments.get(0) + " is not a folder processes/<authority> that exists.");
            err.println(USAGE);
            return 2;
        }
        String authority = processes.getFileName().toString();
        Path forms = root.resolve("forms").resolve(authority);
        if (arguments.size() > 1 && !Path.of(arguments.get(1)).toAbsolutePath().normalize().equals(forms)) {
            err.println("The forms of " + arguments.get(0) + " lie in " + forms + ", not in " + arguments.get(1) + ".");
            err.println(USAGE);
            return 2;
        }
        try {
            return run(root, authority, arguments.size() == 3 ? Path.of(arguments.get(2)) : null, out, err);
        } catch (IOException e) {
            err.println(arguments.get(2) + " cannot be read. Download it again from the page Authority folders.");
            return 1;
        } catch (IllegalArgumentException | IllegalStateException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static int run(Path root, String authority, Path zip, PrintStream out, PrintStream err) throws IOException {
        SortedMap<String, byte[]> inUse = zip == null ? null : InUse.unzip(authority, Files.readAllBytes(zip));
        boolean national = authority.equals(NATIONAL);
        boolean whole = Files.isDirectory(root.resolve("processes").resolve(NATIONAL));
        AuthorityFolders folders = new FolderLocation(whole ? List.of(root.toString()) : List.of(".", root.toString()),
                national ? List.of() : List.of(authority)).read();
        List<Problem> inZip = inUse == null ? List.of() : Check.atOnce(inUse);
        if (!inZip.isEmpty()) {
            inZip.forEach(problem -> err.println("- in " + zip + ": " + problem));
            err.println("Download it again from the page Authority folders.");
            return 1;
        }
        List<Problem> problems = national ? Check.of(folders.under(authority), folders.under(authority))
                : FolderCheck.all(folders, authority);
        if (!problems.isEmpty()) {
            problems.forEach(problem -> err.println("- " + problem));
            err.println(problems.size() == 1 ? "1 thing to put right." : problems.size() + " things to put right.");
            return 1;
        }
        out.println("All is well: '" + authority + "' can be deployed.");
        if (!national) {
            print("the national protocol", NationalChanges.of(folders, authority), out);
        }
        if (inUse != null) {
            print("what is in use", NationalChanges.against(inUse, folders, authority), out);
        }
        return 0;
    }

    private static void print(String what, List<NationalChange> changes, PrintStream out) {
        out.println();
        if (changes.isEmpty()) {
            out.println("It changes nothing against " + what + ".");
            return;
        }
        out.println("What it changes against " + what + ":");
        Stream.of(NationalChange.Kind.values()).forEach(kind -> {
            List<NationalChange> some = changes.stream().filter(change -> change.kind() == kind).toList();
            if (!some.isEmpty()) {
                out.println();
                out.println(kind.words());
                some.forEach(change -> out.println("- " + words(change)));
            }
        });
    }

    private static String words(NationalChange change) {
        String before = change.before().replaceAll("\\s+", " ");
        String now = change.now().replaceAll("\\s+", " ");
        if (change.added()) {
            return change.where() + ": new: " + now;
        }
        return change.where() + ": " + before + (change.leftOut() ? " → left out" : " → " + now);
    }
}
