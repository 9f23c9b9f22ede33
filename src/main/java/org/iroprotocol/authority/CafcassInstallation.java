package org.iroprotocol.authority;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** For parts that exist only where Cafcass runs the installation, so that a council's cannot hold them by mistake (P-05). */
public class CafcassInstallation implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        return FolderLocation.of(environment.getProperty("protocol.folders"), environment.getProperty("protocol.authorities"))
                .isCafcass();
    }

    /** The opposite: parts of installations that serve councils. */
    public static class Councils extends CafcassInstallation {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !super.matches(context, metadata);
        }
    }
}
