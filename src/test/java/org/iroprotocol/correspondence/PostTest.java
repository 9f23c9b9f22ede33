package org.iroprotocol.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The mail server that works, is down, refuses, hangs, or drops the line after accepting; and the folder. */
class PostTest {

    private final LedgerRows.ItemRow item = new LedgerRows.ItemRow(UUID.randomUUID(), House.CASE, "derby", "iro-notice-overdue",
            "iro-notice", null, false, "Title", "", Item.State.RECORDED, House.london(2026, 12, 2, 10, 0), "system", null, null,
            null);
    private final LedgerRows.RecipientRow recipient = new LedgerRows.RecipientRow(UUID.randomUUID(), item.id(), 0, false, "iro",
            null, null, "Ines", "ines@derby.example.org", "<5b1f@derby.example.org>", "Target missed – our reference DBY-7KQ2",
            "<html><body><p>Zoë’s day</p></body></html>", false, Item.State.RECORDED, null, null);

    @Test
    void serverDown() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> smtp(free).deliver(message())).isInstanceOf(Post.NotAccepted.class)
                .hasMessage("the mail server does not answer, or broke off").hasNoCause();
    }

    @Test
    void addressRefused() {
        try (Scripted server = new Scripted(line -> line.startsWith("RCPT")
                ? "550 5.1.1 no such user ines@derby.example.org" : null)) {
            assertThatThrownBy(() -> smtp(server.port()).deliver(message())).isInstanceOf(Post.RefusedByServer.class)
                    .hasMessage("the mail server refuses the address (answer 550)").hasNoCause();
        }
    }

    @Test
    void addressPutOff() {
        try (Scripted server = new Scripted(line -> line.startsWith("RCPT") ? "450 4.2.1 greylisted" : null)) {
            assertThatThrownBy(() -> smtp(server.port()).deliver(message())).isInstanceOf(Post.NotAccepted.class)
                    .hasMessage("the mail server asks to try later (answer 450)");
        }
    }

    @Test
    void ourOwnAddressRefused() {
        try (Scripted server = new Scripted(line -> line.startsWith("MAIL") ? "553 5.7.1 not yours" : null)) {
            assertThatThrownBy(() -> smtp(server.port()).deliver(message())).isInstanceOf(Post.RefusedByServer.class)
                    .hasMessageContaining("mail.from").hasMessageContaining("553");
        }
    }

    @Test
    void messageRefused() {
        try (Scripted server = new Scripted(line -> line.equals(".") ? "554 5.6.0 not wanted" : null)) {
            assertThatThrownBy(() -> smtp(server.port()).deliver(message())).isInstanceOf(Post.RefusedByServer.class)
                    .hasMessage("the mail server refuses the message (answer 554)");
        }
    }

    @Test
    void serverThatHangsIsLeftAfterTheTimeout() {
        try (Scripted server = new Scripted(line -> line.startsWith("RCPT") ? Scripted.SILENCE : null)) {
            JavaMailSenderImpl sender = sender(server.port());
            sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "300");
            assertThatThrownBy(() -> new SmtpPost(sender).deliver(message())).isInstanceOf(Post.NotAccepted.class)
                    .hasMessage("the mail server does not answer, or broke off");
        }
    }

    @Test
    void droppedAfterAcceptingIsRepeatedWithTheSameMessageId() {
        try (Scripted server = new Scripted(line -> line.equals(".") ? Scripted.HANG_UP : null)) {
            SmtpPost post = smtp(server.port());
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> post.deliver(message())).isInstanceOf(Post.NotAccepted.class);
            }
            assertThat(server.lines.stream().filter(line -> line.startsWith("Message-ID:")))
                    .containsExactly("Message-ID: <5b1f@derby.example.org>", "Message-ID: <5b1f@derby.example.org>");
        }
    }

    @Test
    void acceptedAsWritten() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            smtp(server.getSmtp().getPort()).deliver(message());
            MimeMessage received = server.getReceivedMessages()[0];
            assertThat(received.getMessageID()).isEqualTo("<5b1f@derby.example.org>");
            assertThat(received.getSubject()).isEqualTo("Target missed – our reference DBY-7KQ2");
            assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(received.getFrom()[0]).hasToString("iro.service@derby.example.org");
            var alternative = (jakarta.mail.Multipart) received.getContent();
            assertThat(alternative.getBodyPart(0).getContent()).asString().isEqualToIgnoringWhitespace("Zoë’s day");
            assertThat(alternative.getBodyPart(1).getContentType()).startsWith("text/html");
        } finally {
            server.stop();
        }
    }

    @Test
    void waitingIsLimitedWhateverIsConfigured() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.timeout", "0");
        properties.setProperty("mail.smtp.connectiontimeout", "3600000");
        properties.setProperty("mail.smtp.writetimeout", "5000");
        SmtpPost.limitWaiting(properties);
        assertThat(properties).containsEntry("mail.smtp.timeout", "10000").containsEntry("mail.smtp.connectiontimeout", "10000")
                .containsEntry("mail.smtp.writetimeout", "5000").containsEntry("mail.smtps.timeout", "10000");
    }

    @Test
    void folderThatCannotBeWritten(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mail"), "a file where the folder should be");
        assertThatThrownBy(() -> new FolderPost(file).deliver(message())).isInstanceOf(Post.NotAccepted.class)
                .hasMessageContaining("mail folder");
    }

    @Test
    void folderHoldsOneFilePerMessageHoweverOftenRepeated(@TempDir Path folder) throws Exception {
        FolderPost post = new FolderPost(folder.resolve("mail"));
        post.deliver(message());
        post.deliver(message());
        try (Stream<Path> files = Files.list(folder.resolve("mail"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("5b1f.eml");
        }
        assertThat(Files.readString(folder.resolve("mail/5b1f.eml"))).contains("Message-ID: <5b1f@derby.example.org>");
    }

    private MimeMessage message() {
        Envelope envelope = new Envelope(null, null);
        return envelope.message(recipient, "iro.service@derby.example.org", "ines@derby.example.org", envelope.attachment(item, null));
    }

    private static SmtpPost smtp(int port) {
        return new SmtpPost(sender(port));
    }

    private static JavaMailSenderImpl sender(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return sender;
    }

    /** A mail server of a few lines that answers what the test wants to a line, else as it should. */
    private static final class Scripted implements AutoCloseable {

        static final String SILENCE = "silence";
        static final String HANG_UP = "hang up";

        final List<String> lines = new CopyOnWriteArrayList<>();
        private final ServerSocket socket;
        private final java.util.function.UnaryOperator<String> script;

        Scripted(java.util.function.UnaryOperator<String> script) {
            this.script = script;
            try {
                socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread server = new Thread(this::serve);
            server.setDaemon(true);
            server.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket caller = socket.accept()) {
                    talk(caller);
                } catch (IOException gone) {
                    // The caller hung up, or the test is over.
                }
            }
        }

        private void talk(Socket caller) throws IOException {
            var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
            answer(caller, "220 test");
            boolean body = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                String wanted = body && !line.equals(".") ? null : script.apply(line);
                if (HANG_UP.equals(wanted)) {
                    return;
                }
                if (wanted != null) {
                    body = false;
                    if (!SILENCE.equals(wanted)) {
                        answer(caller, wanted);
                    }
                } else if (body) {
                    body = !line.equals(".");
                    if (!body) {
                        answer(caller, "250 accepted");
                    }
                } else {
                    body = line.equals("DATA");
                    answer(caller, body ? "354 go on" : line.equals("QUIT") ? "221 bye" : "250 fine");
                }
            }
        }

        private static void answer(Socket caller, String line) throws IOException {
            caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            caller.getOutputStream().flush();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
