package org.iroprotocol.correspondence;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where no mail server is configured: each e-mail becomes a file that any mail program opens. */
class FolderPost implements Post {

    private final Path folder;

    FolderPost(Path folder) {
        this.folder = folder;
    }

    /** The file is named after the message id, so that a repeat replaces it. */
    @Override
    public void deliver(MimeMessage message) {
        Path unfinished = null;
        try {
            Files.createDirectories(folder);
            String name = message.getMessageID().replaceAll("[<>]", "").replaceAll("@.*", "");
            unfinished = Files.createTempFile(folder, name, ".unfinished");
            try (var out = Files.newOutputStream(unfinished)) {
                message.writeTo(out);
            }
            Files.move(unfinished, folder.resolve(name + ".eml"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | MessagingException e) {
            discard(unfinished);
            throw new NotAccepted("the mail folder in the data folder cannot be written");
        }
    }

    private static void discard(Path unfinished) {
        try {
            if (unfinished != null) {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException ignored) {
            // The folder cannot be written; that is what is reported already.
        }
    }
}
