package org.campanile.core.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * The option records that sections with variants may hold.
 *
 * @param models  options of each {@code model.type}
 * @param sources options of each {@code data.source}
 */
public record ConfigurationVariants(
        Map<String, Class<? extends ModelOptions>> models, Map<String, Class<? extends SourceOptions>> sources) {

    public ConfigurationVariants {
        models = Map.copyOf(models);
        sources = Map.copyOf(sources);
    }

    /**
     * The model types alone: a data source's options are passed over, whichever source it is. For configurations of models
     * whose data are prepared.
     */
    public static ConfigurationVariants ofModels(Map<String, Class<? extends ModelOptions>> models) {
        return new ConfigurationVariants(models, Map.of(PassedOver.SOURCE, PassedOver.class));
    }

    /** The variants of an option interface, by the selector's value in alphabetical order. */
    Map<String, Class<?>> of(Class<?> options) {
        return new TreeMap<>(options == ModelOptions.class ? models : sources);
    }
}
