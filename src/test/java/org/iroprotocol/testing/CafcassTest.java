package org.iroprotocol.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** A test on an installation that Cafcass runs alone: one context and one engine, {@code cafcass}, for all such classes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"protocol.authorities=cafcass",
    "protocol.folders=.", "spring.datasource.url=jdbc:h2:mem:cafcass;DB_CLOSE_DELAY=-1",
    "camunda.bpm.process-engine-name=cafcass", "spring.jmx.enabled=false"})
@ActiveProfiles("test")
@ExtendWith(NothingLeft.class)
@ContextConfiguration(initializers = Mailbox.Initializer.class)
public @interface CafcassTest {
}
