package org.iroprotocol.correspondence;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The configured mail server. */
class SmtpPost implements Post {

    /** Far below the engine's lock time of five minutes, or a second node would send the same again. */
    private static final int USUAL_MILLIS = 10_000;
    private static final int LONGEST_MILLIS = 60_000;

    private final JavaMailSender server;

    SmtpPost(JavaMailSender server) {
        this.server = server;
        if (server instanceof JavaMailSenderImpl smtp) {
            limitWaiting(smtp.getJavaMailProperties());
        }
    }

    /** Sets ten seconds wherever nothing, "for ever" or more than a minute is set. */
    static void limitWaiting(Properties properties) {
        for (String protocol : new String[] {"smtp", "smtps"}) {
            for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
                String key = "mail." + protocol + "." + timeout;
                if (!sensible(properties.getProperty(key))) {
                    properties.setProperty(key, String.valueOf(USUAL_MILLIS));
                }
            }
        }
    }

    private static boolean sensible(String millis) {
        return millis != null && millis.matches("[1-9][0-9]{0,8}") && Integer.parseInt(millis) <= LONGEST_MILLIS;
    }

    @Override
    public void deliver(MimeMessage message) {
        try {
            server.send(message);
        } catch (MailAuthenticationException e) {
            throw new NotAccepted("the mail server did not accept our user name or password");
        } catch (MailSendException e) {
            throw explain(e);
        } catch (MailException e) {
            throw new NotAccepted("the mail server could not be used");
        }
    }

    private static RuntimeException explain(MailSendException e) {
        Exception[] causes = e.getMessageExceptions();
        Throwable first = causes.length > 0 ? causes[0] : e.getCause();
        for (Throwable cause = first; cause != null; cause = next(cause)) {
            int code = code(cause);
            if (code >= 500) {
                return new RefusedByServer("the mail server refuses " + (cause instanceof SMTPAddressFailedException
                        ? "the address" : cause instanceof SMTPSenderFailedException ? "our own address (setting mail.from)"
                        : "the message") + " (answer " + code + ")");
            }
            if (code >= 400) {
                return new NotAccepted("the mail server asks to try later (answer " + code + ")");
            }
        }
        return new NotAccepted("the mail server does not answer, or broke off");
    }

    private static Throwable next(Throwable cause) {
        return cause instanceof MessagingException chained ? chained.getNextException() : cause.getCause();
    }

    private static int code(Throwable cause) {
        if (cause instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (cause instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return cause instanceof SMTPSendFailedException send && !moreExact(send.getNextException()) ? send.getReturnCode() : 0;
    }

    /** The outer exception repeats the code of the one that knows which address it was about. */
    private static boolean moreExact(Exception next) {
        return next instanceof SMTPAddressFailedException || next instanceof SMTPSenderFailedException;
    }
}
