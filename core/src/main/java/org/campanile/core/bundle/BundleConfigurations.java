package org.campanile.core.bundle;

import java.util.HashMap;
import java.util.Map;
import org.campanile.core.config.ConfigurationReader;
import org.campanile.core.config.ConfigurationVariants;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelFactories;

/** Reads the configurations that bundles carry where raw data are not prepared any more. */
public final class BundleConfigurations {
    private BundleConfigurations() {}

    /** A reader that understands every model type on the class path, and passes over the options of data sources. */
    public static ConfigurationReader reader() {
        Map<String, Class<? extends ModelOptions>> models = new HashMap<>();
        ModelFactories.all().forEach(factory -> models.put(factory.type(), factory.optionsType()));
        return new ConfigurationReader(ConfigurationVariants.ofModels(models));
    }
}
