package org.iroprotocol.localisation.check;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * What models may call, read off the classes: a listed bean is the one component of that name. Found by name and not by type,
 * because the rooms these beans live in are none of localisation's.
 */
final class BeanMethods {

    private static final class Holder {
        private static final Map<String, Class<?>> TYPES = types();
    }

    private BeanMethods() {
    }

    /** The public methods of that name declared on the bean's class; the engine calls no others. */
    static List<Method> named(String bean, String method) {
        return methods(bean).stream().filter(one -> one.getName().equals(method)).toList();
    }

    static Optional<Method> find(String bean, String method, int arguments) {
        return named(bean, method).stream().filter(one -> one.getParameterCount() == arguments).findFirst();
    }

    /** For messages: what can be called on a bean. */
    static String inWords(String bean) {
        return methods(bean).stream().map(Method::getName).distinct().sorted().collect(Collectors.joining(", "));
    }

    private static List<Method> methods(String bean) {
        return Arrays.stream(Holder.TYPES.get(bean).getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
                        && !method.isBridge() && !method.isSynthetic())
                .toList();
    }

    private static Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new Scanner().findCandidateComponents("org.iroprotocol").stream()
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), BeanMethods.class.getClassLoader()))
                .collect(Collectors.toMap(type -> type.getAnnotation(Component.class).value(), type -> type));
        if (!types.keySet().equals(ListedBeans.NAMES)) {
            throw new IllegalStateException("Listed for models are " + ListedBeans.NAMES + ", but the program has " + types.keySet());
        }
        return types;
    }

    /** Looks at names alone: a bean that only some installations have (the duty line) is listed all the same. */
    private static final class Scanner extends ClassPathScanningCandidateComponentProvider {

        Scanner() {
            super(false);
        }

        @Override
        protected boolean isCandidateComponent(MetadataReader reader) {
            MergedAnnotation<Component> component = reader.getAnnotationMetadata().getAnnotations().get(Component.class);
            return component.isPresent() && ListedBeans.NAMES.contains(component.getString("value"));
        }
    }
}
