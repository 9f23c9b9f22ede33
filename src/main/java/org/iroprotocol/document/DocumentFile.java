package org.iroprotocol.document;

import java.time.Instant;
import java.util.UUID;

/**
 * A file kept with a court document.
 *
 * @param subject    the document
 * @param name       as it was called when it came, without any folder
 * @param mediaType  what its content is, for example {@code application/pdf}
 * @param size       in bytes
 * @param recordedAt UTC
 * @param recordedBy user id
 */
public record DocumentFile(UUID id, String caseReference, String subject, String name, String mediaType, long size,
                           Instant recordedAt, String recordedBy) {
}
