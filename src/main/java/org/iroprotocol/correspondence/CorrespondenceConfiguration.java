package org.iroprotocol.correspondence;

import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** Mail server when {@code spring.mail.host} is set, else files under {@code mail} in the data folder. */
@Configuration
class CorrespondenceConfiguration {

    @Bean
    Post post(ObjectProvider<JavaMailSender> server, @Value("${protocol.data-dir:data}") Path dataFolder) {
        JavaMailSender configured = server.getIfAvailable();
        return configured == null ? new FolderPost(dataFolder.resolve("mail")) : new SmtpPost(configured);
    }
}
