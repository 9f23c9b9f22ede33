package org.iroprotocol.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The mail server of the tests: a real one, over SMTP. */
public class Mailbox {

    private final GreenMail server;

    private Mailbox(GreenMail server) {
        this.server = server;
    }

    /** Starts the server before the context and tells the context its port. */
    public static class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).setVerbose(false));
            server.start();
            int port = server.getSmtp().getPort();
            TestPropertyValues.of("spring.mail.host=127.0.0.1", "spring.mail.port=" + port).applyTo(context);
            // The same port again after the server was down.
            GreenMail fixed = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            server.stop();
            fixed.start();
            context.getBeanFactory().registerSingleton("mailbox", new Mailbox(fixed));
        }
    }

    public void empty() {
        server.reset();
    }

    public void serverDown() {
        server.stop();
    }

    public void serverUp() {
        if (!server.isRunning()) {
            server.start();
        }
    }

    /** Addresses in the order in which mail arrived, one for each recipient and mail. */
    public List<String> addressees() {
        return messages().stream().flatMap(message -> {
            try {
                return Arrays.stream(message.getRecipients(Message.RecipientType.TO)).map(Address::toString);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }).map(address -> address.replaceAll(".*<(.*)>", "$1")).toList();
    }

    public List<String> subjects() {
        return messages().stream().map(message -> {
            try {
                return message.getSubject();
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }).toList();
    }

    /** Whole mails as sent, headers and all parts. */
    public List<String> texts() {
        return messages().stream().map(GreenMailUtil::getWholeMessage).toList();
    }

    public List<MimeMessage> messages() {
        return List.of(server.getReceivedMessages());
    }
}
