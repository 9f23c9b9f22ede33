package org.iroprotocol.document;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.CaseForms;
import org.iroprotocol.casefile.RefusedException;
import org.iroprotocol.casefile.TimelineRecord;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Files kept with court documents, in the same database as the case file. Who may add, read or remove is decided by the
 * caller, who also logs it (P-08).
 */
@Service
@Transactional
public class DocumentFiles {

    /** The largest file, in bytes: 20 MB. */
    public static final int MOST_BYTES = 20 * 1024 * 1024;

    private static final int NAME_LENGTH = 150;
    private static final int MOST_FILES = 20;
    private static final int REASON_LENGTH = 4000;
    private static final RowMapper<DocumentFile> MAPPER = DocumentFiles::file;

    private final JdbcClient jdbc;
    private final DocumentBook book;
    private final CaseForms forms;
    private final Clock clock;

    DocumentFiles(JdbcClient jdbc, DocumentBook book, CaseForms forms, Clock clock) {
        this.jdbc = jdbc;
        this.book = book;
        this.forms = forms;
        this.clock = clock;
    }

    /** The files of a case, in the order they were added; those removed are absent. */
    @Transactional(readOnly = true)
    public List<DocumentFile> ofCase(String reference) {
        return jdbc.sql("select * from court_document_file where case_reference = ? and removed_at is null "
                + "order by recorded_at, id")
                .param(reference).query(MAPPER).list();
    }

    /** Empty when the case has no such file, or it was removed. */
    @Transactional(readOnly = true)
    public Optional<DocumentFile> find(String reference, UUID id) {
        return ofCase(reference).stream().filter(file -> file.id().equals(id)).findFirst();
    }

    /** What is in it. */
    @Transactional(readOnly = true)
    public byte[] content(DocumentFile file) {
        return jdbc.sql("select content from court_document_content where file_id = ?").param(file.id())
                .query((result, number) -> result.getBytes("content")).single();
    }

    /**
     * Keeps a file with a document.
     *
     * @param name as the browser calls it; folders and characters that cannot stand in a name are dropped
     * @throws RefusedException with the field {@code file} or {@code document} and what to do
     */
    public DocumentFile add(String reference, String subject, String name, byte[] content) {
        CaseFile file = forms.locked(reference);
        CourtDocument document = book.ofCase(file.authority(), reference).stream()
                .filter(one -> one.subject().equals(subject)).findFirst()
                .orElseThrow(() -> new RefusedException("document", "This document is not on file any more. "
                        + "Load the page again."));
        if (content == null || content.length == 0) {
            throw new RefusedException("file", "No file was chosen, or it is empty. Choose the file of the document.");
        }
        if (content.length > MOST_BYTES) {
            throw new RefusedException("file", "The file is larger than 20 MB. Make it smaller, or say on the form where the "
                    + "document is kept.");
        }
        FileType type = FileType.of(content).orElseThrow(() -> new RefusedException("file", "This file is not a PDF, a Word file "
                + "(.docx, without macros) or a picture (PNG, JPEG, TIFF), whatever it is called. Save it as a PDF and "
                + "add that."));
        String sum = sum(content);
        List<DocumentFile> there = ofCase(reference).stream().filter(one -> one.subject().equals(subject)).toList();
        if (there.size() >= MOST_FILES) {
            throw new RefusedException("file", "This document has " + MOST_FILES + " files already. Put them together into one.");
        }
        if (jdbc.sql("select count(*) from court_document_file where case_reference = ? and subject = ? and sha256 = ? "
                + "and removed_at is null").param(reference).param(subject).param(sum).query(Long.class).single() > 0) {
            throw new RefusedException("file", "This very file is there already.");
        }
        DocumentFile added = new DocumentFile(UUID.randomUUID(), reference, subject, name(name, type), type.mediaType(),
                content.length, clock.instant(), forms.by());
        jdbc.sql("""
                insert into court_document_file (id, case_reference, subject, name, media_type, size_bytes, sha256, recorded_at,
                    recorded_by)
                values (:id, :reference, :subject, :name, :type, :size, :sum, :at, :by)""")
                .param("id", added.id()).param("reference", reference).param("subject", subject).param("name", added.name())
                .param("type", added.mediaType()).param("size", added.size()).param("sum", sum).param("at", now())
                .param("by", added.recordedBy()).update();
        jdbc.sql("insert into court_document_content (file_id, content) values (?, ?)").param(added.id()).param(content).update();
        forms.record(file, "document-file", "File added to a court document.",
                List.of(new TimelineRecord.Entry("document", "Document", document.inWords())));
        return added;
    }

    /**
     * Takes a file out that should not be there, such as another child's (P-16): its content is gone for good; that it was there,
     * and why it went, stays.
     *
     * @throws RefusedException with the field {@code reason}
     */
    public void remove(DocumentFile file, String reason) {
        CaseFile child = forms.locked(file.caseReference());
        if (reason == null || reason.isBlank() || reason.strip().length() > REASON_LENGTH) {
            throw new RefusedException("reason", "The reason why the file is taken out is missing or too long. Say it in a "
                    + "sentence.");
        }
        jdbc.sql("delete from court_document_content where file_id = ?").param(file.id()).update();
        jdbc.sql("update court_document_file set removed_reason = ?, removed_at = ?, removed_by = ? where id = ?")
                .param(reason.strip()).param(now()).param(forms.by()).param(file.id()).update();
        forms.record(child, "document-file-removed", "File taken out of a court document.",
                List.of(new TimelineRecord.Entry("reason", "Why", reason.strip())));
    }

    /** Without folders, and with the ending that goes with the content. */
    private static String name(String given, FileType type) {
        String name = given == null ? "" : given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        name = name.replaceAll("[^\\p{L}\\p{N} ._()-]", "_").strip();
        String lower = name.toLowerCase(Locale.ROOT);
        boolean right = lower.endsWith(type.ending()) || type == FileType.JPEG && lower.endsWith(".jpeg")
                || type == FileType.TIFF && lower.endsWith(".tiff");
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name.replace(".", "");
        String ending = right ? name.substring(dot) : type.ending();
        stem = stem.isEmpty() ? "document" : stem.substring(0, Math.min(stem.length(), NAME_LENGTH));
        return stem + ending;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String sum(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static DocumentFile file(ResultSet result, int number) throws SQLException {
        return new DocumentFile(result.getObject("id", UUID.class), result.getString("case_reference"),
                result.getString("subject"), result.getString("name"), result.getString("media_type"),
                result.getLong("size_bytes"), result.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                result.getString("recorded_by"));
    }
}
