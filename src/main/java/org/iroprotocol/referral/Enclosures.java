package org.iroprotocol.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.iroprotocol.calendar.London;
import org.iroprotocol.casefile.CaseFiles;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.correspondence.Item;
import org.iroprotocol.correspondence.Ledger;
import org.iroprotocol.document.CourtDocuments;
import org.iroprotocol.document.DocumentFile;
import org.iroprotocol.document.DocumentFiles;
import org.iroprotocol.referral.Referral.Enclosed.Source;
import org.iroprotocol.referral.Referral.Enclosed;
import org.springframework.stereotype.Component;

/** What can go with a referral. Nothing does by itself; each is ticked (P-04). */
@Component
class Enclosures {

    /** In bytes, all together: what mail servers commonly take, less what encoding adds. */
    static final long MOST = 15L * 1024 * 1024;

    private static final String FIELD = "enclosures";

    private final DocumentFiles files;
    private final CourtDocuments documents;
    private final CaseFiles cases;
    private final Ledger ledger;

    Enclosures(DocumentFiles files, CourtDocuments documents, CaseFiles cases, Ledger ledger) {
        this.files = files;
        this.documents = documents;
        this.cases = cases;
        this.ledger = ledger;
    }

    /** Letters about several children are never among them. */
    List<Referrals.Choice> choices(String reference) {
        List<Referrals.Choice> choices = new ArrayList<>();
        ofChild(reference).forEach(file -> choices.add(new Referrals.Choice(value(Source.FILE, file.id()),
                file.name() + ", of " + London.day(file.recordedAt()))));
        ledger.ofCase(reference).stream().filter(Enclosures::fit).forEach(letter -> choices.add(
                new Referrals.Choice(value(Source.LETTER, letter.id()), name(letter))));
        return choices;
    }

    /** What was ticked, in that order; refuses what the case does not have, and more than a mail can carry. */
    List<Enclosed> ticked(String reference, List<String> values) {
        List<Enclosed> ticked = new ArrayList<>();
        long bytes = 0;
        for (String value : values) {
            int colon = value.indexOf(':');
            Enclosed enclosed = Optional.of(value).filter(text -> colon > 0)
                    .flatMap(text -> find(reference, text.substring(0, colon), text.substring(colon + 1)))
                    .orElseThrow(() -> new RefusedException(FIELD, "One of the documents ticked is not on this child's file any "
                            + "more. Load the page again and tick them anew."));
            bytes += enclosed.source() == Source.FILE ? file(reference, enclosed).map(DocumentFile::size).orElse(0L) : 0;
            ticked.add(enclosed);
        }
        if (bytes > MOST) {
            throw new RefusedException(FIELD, "The documents ticked are too large to go by e-mail together (" + bytes / 1024 / 1024
                    + " MB; " + MOST / 1024 / 1024 + " MB at most). Tick fewer and send the others another way.");
        }
        return ticked;
    }

    private Optional<Enclosed> find(String reference, String source, String id) {
        try {
            UUID key = UUID.fromString(id);
            return source.equals("file")
                    ? find(reference, key).map(file -> new Enclosed(Source.FILE, key, file.name()))
                    : ledger.find(reference, key).filter(Enclosures::fit)
                            .map(letter -> new Enclosed(Source.LETTER, key, name(letter) + ".pdf"));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    Optional<DocumentFile> file(String reference, Enclosed enclosed) {
        return find(reference, enclosed.id());
    }

    /** Without those of documents that had been entered in error: they may be another child's (P-16). */
    private List<DocumentFile> ofChild(String reference) {
        Set<String> standing = documents.ofCase(cases.get(reference)).stream().map(due -> due.document().subject())
                .collect(Collectors.toSet());
        return files.ofCase(reference).stream().filter(file -> standing.contains(file.subject())).toList();
    }

    private Optional<DocumentFile> find(String reference, UUID id) {
        return ofChild(reference).stream().filter(file -> file.id().equals(id)).findFirst();
    }

    byte[] content(DocumentFile file) {
        return files.content(file);
    }

    byte[] letter(Enclosed enclosed) {
        return ledger.pdf(enclosed.id());
    }

    private static boolean fit(Item item) {
        return item.letter() && item.about().size() < 2 && !item.template().startsWith(ReferralMatters.TEMPLATE);
    }

    /** With the time: two forms of the same day are told apart, in the list and among what is attached. */
    private static String name(Item letter) {
        return letter.title() + ", " + London.minute(letter.recordedAt()).replace('/', '.').replace(':', '.');
    }

    private static String value(Source source, UUID id) {
        return (source == Source.FILE ? "file:" : "letter:") + id;
    }
}
