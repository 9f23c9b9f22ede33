package org.iroprotocol.casefile;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which hearings a child's proceedings can have (P-22). */
@Component
class Hearings {

    private static final String FURTHER_CMH = "fcmh";

    private final ApplicationTypes types;
    private final ProceedingsRepository proceedings;

    Hearings(ApplicationTypes types, ProceedingsRepository proceedings) {
        this.types = types;
        this.proceedings = proceedings;
    }

    /** Whether the application of the latest proceedings has that hearing; without proceedings none has. */
    boolean has(Row.CaseFile file, String kind) {
        return latest(file).map(row -> types.hearings(file.authority(), row.applicationType()).contains(kind)).orElse(false);
    }

    /** Refuses a hearing that the latest proceedings cannot have; what is no hearing, or without proceedings, passes. */
    void check(Row.CaseFile file, String kind, String field) {
        if (ApplicationTypes.HEARINGS.contains(kind) || kind.equals(FURTHER_CMH)) {
            latest(file).ifPresent(row -> check(file.authority(), row.applicationType(), kind, field));
        }
    }

    /** Refuses a hearing that an application of that type cannot have. */
    void check(String authority, String type, String kind, String field) {
        // A further CMH follows a CMH; tables name the first only.
        String listed = kind.equals(FURTHER_CMH) ? EventKind.CMH : kind;
        if (type != null && !types.hearings(authority, type).contains(listed)) {
            throw new RefusedException(field, switch (listed) {
                case EventKind.CMH -> "A case management hearing belongs to applications under section 31. "
                        + "Check the application or leave it empty.";
                case EventKind.IRH -> "An issues resolution hearing belongs to applications under section 31. "
                        + "Check the application or leave it empty.";
                default -> "This application has no such hearing. Check the application or leave it empty.";
            });
        }
    }

    private Optional<Row.Proceedings> latest(Row.CaseFile file) {
        return proceedings.of(file.reference()).stream().findFirst();
    }
}
