package org.iroprotocol.referral;

import java.util.List;
import java.util.stream.Collectors;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.correspondence.Matters;
import org.iroprotocol.document.DocumentFile;
import org.iroprotocol.referral.Referral.Enclosed;
import org.iroprotocol.referral.Referral.Enclosed.Source;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What letters about a referral say, and what goes with the referral itself. */
@Component
@Transactional(readOnly = true)
class ReferralMatters implements Matters {

    static final String TEMPLATE = "cafcass-referral";

    private static final String PDF = "application/pdf";

    private final ReferralRows rows;
    private final StoredReferrals referrals;
    private final Enclosures enclosures;

    ReferralMatters(ReferralRows rows, StoredReferrals referrals, Enclosures enclosures) {
        this.rows = rows;
        this.referrals = referrals;
        this.enclosures = enclosures;
    }

    @Override
    public String kind() {
        return "referral";
    }

    @Override
    public String value(CaseFile file, String subject, String key) {
        return rows.find(subject).filter(row -> row.caseReference().equals(file.reference())).map(row -> value(row, key)).orElse(null);
    }

    private String value(ReferralRows.Row row, String key) {
        Referral referral = referrals.referral(row);
        return switch (key) {
            case "number" -> String.valueOf(row.number());
            case "sentOn" -> StoredReferrals.day(referral.sent());
            case "senderName" -> row.senderName();
            case "senderEmail" -> row.senderEmail();
            case "senderPhone" -> row.senderPhone();
            case "asCover" -> row.asCover() ? "yes" : null;
            case "adoption" -> referral.text("route").filter(words -> words.contains("Adoption")).map(words -> "yes").orElse(null);
            case "acknowledgedOn" -> StoredReferrals.day(referral.acknowledged());
            case "allocatedOn" -> StoredReferrals.day(referral.allocated());
            case "notifiedOn" -> StoredReferrals.day(referral.legalNotified());
            case "reportOn" -> StoredReferrals.day(referral.report());
            case "enclosures" -> referral.enclosures().isEmpty() ? null : referral.enclosures().stream().map(Enclosed::name)
                    .collect(Collectors.joining("\n"));
            default -> referral.text(key).orElse(null);
        };
    }

    @Override
    public List<Party> parties(CaseFile file, String subject, String who) {
        return List.of();
    }

    @Override
    public List<Enclosure> enclosures(CaseFile file, String subject, String template) {
        return !template.equals(TEMPLATE) ? List.of() : rows.find(subject).map(row -> rows.enclosures(row.id()).stream()
                .map(one -> enclosure(file, one)).toList()).orElse(List.of());
    }

    private Enclosure enclosure(CaseFile file, Enclosed one) {
        if (one.source() == Source.LETTER) {
            return new Enclosure(one.name(), PDF, () -> enclosures.letter(one));
        }
        DocumentFile kept = enclosures.file(file.reference(), one)
                .orElseThrow(() -> new IllegalStateException("A document that was to go with "
                + "a referral in case " + file.reference() + " has been taken out since. Tell its IRO: it has to be sent anew."));
        return new Enclosure(one.name(), kept.mediaType(), () -> enclosures.content(kept));
    }
}
