package org.iroprotocol.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;

/** The engine's check of tenants, answering what belongs to another authority with 403 in plain words instead of 500. */
final class OwnAuthority {

    private OwnAuthority() {
    }

    static CommandChecker checker() {
        TenantCommandChecker tenants = new TenantCommandChecker();
        return (CommandChecker) Proxy.newProxyInstance(OwnAuthority.class.getClassLoader(), new Class<?>[] {CommandChecker.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(tenants, arguments);
                    } catch (InvocationTargetException thrown) {
                        Throwable cause = thrown.getCause();
                        if (cause instanceof ProcessEngineException && !(cause instanceof AuthorizationException)) {
                            throw new AuthorizationException("There is nothing with this id in your authority.");
                        }
                        throw cause;
                    }
                });
    }
}
