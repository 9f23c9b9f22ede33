package org.iroprotocol.correspondence;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.iroprotocol.casefile.CaseFile;
import org.jsoup.Jsoup;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Builds the e-mail to one recipient: text, the same as HTML, and the letter where it may travel, with what goes with it. */
@Component
class Envelope {

    private final LetterPage page;
    private final ObjectProvider<Matters> matters;

    Envelope(LetterPage page, ObjectProvider<Matters> matters) {
        this.page = page;
        this.matters = matters;
    }

    /** The letter of one row as a PDF, made when the first e-mail of an attempt carries it and the same for all others. */
    final class Attachment {

        private final LedgerRows.ItemRow item;
        private final CaseFile file;
        private byte[] pdf;

        private Attachment(LedgerRows.ItemRow item, CaseFile file) {
            this.item = item;
            this.file = file;
        }

        private List<Matters.Enclosure> enclosures() {
            return file == null || item.subject() == null ? List.of() : matters.stream()
                    .flatMap(known -> known.enclosures(file, item.subject(), item.template()).stream()).toList();
        }

        private byte[] pdf() {
            if (pdf == null) {
                pdf = page.pdf(item.html());
            }
            return pdf;
        }
    }

    /** @param file the case it is about; null where it is about several */
    Attachment attachment(LedgerRows.ItemRow item, CaseFile file) {
        return new Attachment(item, file);
    }

    /** The same row always gives the same message id and date. */
    MimeMessage message(LedgerRows.RecipientRow recipient, String from, String to, Attachment letter) {
        LedgerRows.ItemRow item = letter.item;
        try {
            MimeMessage message = new SameId(recipient.messageId());
            message.setFrom(new InternetAddress(from));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
            message.setSubject(recipient.subject(), StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(item.recordedAt()));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Content-Language", "en-GB");
            MimeMultipart alternative = new MimeMultipart("alternative");
            alternative.addBodyPart(text(MailText.of(Jsoup.parse(recipient.mailHtml())), "plain"));
            alternative.addBodyPart(text(recipient.mailHtml(), "html"));
            if (recipient.attach()) {
                MimeBodyPart both = new MimeBodyPart();
                both.setContent(alternative);
                MimeMultipart mixed = new MimeMultipart("mixed");
                mixed.addBodyPart(both);
                mixed.addBodyPart(part(letter));
                for (Matters.Enclosure enclosure : letter.enclosures()) {
                    mixed.addBodyPart(part(enclosure));
                }
                message.setContent(mixed);
            } else {
                message.setContent(alternative);
            }
            message.saveChanges();
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException("Row " + item.id() + " of the ledger could not be made into an e-mail.", e);
        }
    }

    private static MimeBodyPart text(String text, String kind) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), kind);
        return part;
    }

    private static MimeBodyPart part(Attachment letter) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(letter.pdf(), "application/pdf")));
        part.setFileName(LetterPage.fileName(letter.item.html(), letter.item.caseReference()));
        return part;
    }

    private static MimeBodyPart part(Matters.Enclosure enclosure) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(enclosure.content().get(), enclosure.mediaType())));
        part.setHeader("Content-Disposition", "attachment");
        part.setFileName(enclosure.name());
        return part;
    }

    private static final class SameId extends MimeMessage {

        private final String id;

        SameId(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
