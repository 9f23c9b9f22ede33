package org.iroprotocol;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.iroprotocol.authority.FolderLocation;
import org.iroprotocol.deadline.DueVerb;
import org.iroprotocol.localisation.CheckVerb;

/** The verbs of the jar that need neither server nor database; they exit 0 only when all is well. */
final class CommandLine {

    private static final Map<String, Verb> VERBS = Map.of(
            "check", (arguments, out, err) -> new CheckVerb().run(arguments, out, err),
            "due", (arguments, out, err) -> new DueVerb(() -> FolderLocation.ofSystem().read()).run(arguments, out, err));

    private CommandLine() {
    }

    /** True when the arguments ask for a verb and not for the server. */
    static boolean isVerb(String... arguments) {
        return arguments.length > 0 && VERBS.containsKey(arguments[0]);
    }

    /** @return the exit code */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        return VERBS.get(arguments[0]).run(List.of(arguments).subList(1, arguments.length), out, err);
    }

    /** One verb. */
    interface Verb {

        /**
         * @param arguments what follows the verb
         * @return the exit code: 0 only when all is well
         */
        int run(List<String> arguments, PrintStream out, PrintStream err);
    }
}
