package org.iroprotocol.correspondence;

import java.util.List;
import java.util.stream.Collectors;
import org.iroprotocol.casefile.RefusedException;

/** The case file or the settings lack something a letter must say; somebody can record it and try again. */
public class MissingDataException extends RefusedException {

    MissingDataException(String template, List<String> placeholders) {
        super(null, "The letter or notice '" + template + "' cannot be written yet. Not recorded: "
                + placeholders.stream().map(MissingDataException::words).collect(Collectors.joining("; "))
                + ". Record it in the case file (settings: ask an administrator), then try again. Nothing has been sent.");
    }

    private static String words(String placeholder) {
        return Placeholders.find(placeholder).map(Placeholders.Placeholder::meaning).orElse("unknown")
                + " ({{" + placeholder + "}})";
    }

    /** The words alone: the engine puts this text on the incident when it wraps the exception. */
    @Override
    public String toString() {
        return getMessage();
    }
}
