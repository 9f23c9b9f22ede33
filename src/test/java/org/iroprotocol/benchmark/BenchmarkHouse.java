package org.iroprotocol.benchmark;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.iroprotocol.testing.Mailbox;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The house of the tests without what the tests count in it: counting statements and model elements takes time itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@ContextConfiguration(initializers = {Mailbox.Initializer.class, BenchmarkHouse.Uncounted.class})
@interface BenchmarkHouse {

    /** Leaves the counting beans out of the component scan. */
    class Uncounted implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getBeanFactory().registerSingleton("uncounted", new Counters());
        }
    }

    /** Matches what counts. */
    class Counters extends TypeExcludeFilter {

        private static final Set<String> COUNTING = Set.of("org.iroprotocol.testing.Statements",
                "org.iroprotocol.testing.ModelCoverage$Plugin");

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
            return COUNTING.contains(reader.getClassMetadata().getClassName());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Counters;
        }

        @Override
        public int hashCode() {
            return Counters.class.hashCode();
        }
    }
}
