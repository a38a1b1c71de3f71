package org.campanile.spark.preparation;

import java.util.HashMap;
import java.util.Map;
import org.campanile.core.config.ConfigurationReader;
import org.campanile.core.config.ConfigurationVariants;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.SourceOptions;
import org.campanile.core.model.ModelFactories;

/** Reads configurations with the options of all that the class path adds: model types and data sources. */
public final class Configurations {
    private Configurations() {}

    /** A reader that understands the options of every model type and data source on the class path. */
    public static ConfigurationReader reader() {
        Map<String, Class<? extends ModelOptions>> models = new HashMap<>();
        ModelFactories.all().forEach(factory -> models.put(factory.type(), factory.optionsType()));
        Map<String, Class<? extends SourceOptions>> sources = new HashMap<>();
        DataSources.all().forEach(source -> sources.put(source.type(), source.optionsType()));
        return new ConfigurationReader(new ConfigurationVariants(models, sources));
    }
}
