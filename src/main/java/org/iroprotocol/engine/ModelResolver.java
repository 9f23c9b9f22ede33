package org.iroprotocol.engine;

import java.beans.FeatureDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.camunda.bpm.impl.juel.jakarta.el.MethodNotFoundException;
import org.joda.time.DateTime;
import org.springframework.util.ClassUtils;

/**
 * Finds the listed beans by name and calls public methods declared on their classes, adds and takes away time from
 * {@code dateTime()}, and reads the business key a call activity passes on. Nothing else on any object.
 */
class ModelResolver extends ELResolver {

    /** What the Modeler writes into a call activity; a plain text, so harmless. */
    static final String BUSINESS_KEY = "processBusinessKey";

    private static final Pattern TIME_ARITHMETIC =
            Pattern.compile("(plus|minus)(Millis|Seconds|Minutes|Hours|Days|Weeks|Months|Years)");

    private final ModelBeans beans;

    ModelResolver(ModelBeans beans) {
        this.beans = beans;
    }

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        if (base == null) {
            Optional<Object> bean = beans.find(property);
            bean.ifPresent(found -> context.setPropertyResolved(true));
            return bean.orElse(null);
        }
        if (base instanceof ExecutionEntity execution && BUSINESS_KEY.equals(property)) {
            context.setPropertyResolved(true);
            return execution.getProcessBusinessKey();
        }
        return null;
    }

    @Override
    public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
        Object[] given = arguments == null ? new Object[0] : arguments;
        if (base instanceof DateTime && TIME_ARITHMETIC.matcher(String.valueOf(method)).matches() && given.length == 1) {
            return call(context, base, publicMethod(DateTime.class, method, 1, List.of(int.class)), given);
        }
        if (beans.isListed(base)) {
            return call(context, base, publicMethod(ClassUtils.getUserClass(base), method, given.length, null), given);
        }
        return null;
    }

    private static Method publicMethod(Class<?> type, Object name, int arguments, List<Class<?>> types) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == arguments)
                .filter(method -> !method.isBridge())
                .filter(method -> types == null || types.equals(List.of(method.getParameterTypes())))
                .findFirst()
                .orElseThrow(() -> new MethodNotFoundException("There is no method '" + name + "' with " + arguments
                        + " argument(s) for models on " + type.getSimpleName() + "."));
    }

    private static Object call(ELContext context, Object base, Method method, Object[] given) {
        ExpressionFactory factory = (ExpressionFactory) context.getContext(ExpressionFactory.class);
        Object[] arguments = new Object[given.length];
        for (int i = 0; i < given.length; i++) {
            Class<?> wanted = method.getParameterTypes()[i];
            arguments[i] = wanted.isInstance(given[i]) ? given[i] : factory.coerceToType(given[i], wanted);
        }
        try {
            Object result = method.invoke(base, arguments);
            context.setPropertyResolved(true);
            return result;
        } catch (InvocationTargetException e) {
            throw new ELException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new ELException(e);
        }
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        // Models only read: leaving the property unresolved makes the engine refuse.
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return Object.class;
    }
}
