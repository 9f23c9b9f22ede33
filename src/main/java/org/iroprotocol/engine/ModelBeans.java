package org.iroprotocol.engine;

import java.util.Optional;
import java.util.function.Function;
import org.iroprotocol.localisation.check.ListedBeans;

/** The only beans a model can reach (decision 0004), found when first asked for so that they may use the engine themselves. */
class ModelBeans {

    private final Function<String, Object> lookup;

    /** @param lookup gives the bean of a name, or null when this installation has none */
    ModelBeans(Function<String, Object> lookup) {
        this.lookup = lookup;
    }

    /** The listed bean of that name; empty for every other name. */
    Optional<Object> find(Object name) {
        return name instanceof String text && ListedBeans.NAMES.contains(text) ? Optional.ofNullable(lookup.apply(text)) : Optional.empty();
    }

    boolean isListed(Object candidate) {
        return candidate != null && ListedBeans.NAMES.stream().anyMatch(name -> lookup.apply(name) == candidate);
    }
}
