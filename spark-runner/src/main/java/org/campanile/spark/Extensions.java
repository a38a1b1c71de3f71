package org.campanile.spark;

import java.util.HashMap;
import java.util.Map;
import org.campanile.core.config.ConfigurationReader;
import org.campanile.core.config.ConfigurationVariants;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.SourceOptions;
import org.campanile.core.model.ModelFactories;
import org.campanile.spark.preparation.DataSources;

/** What the class path adds to Campanile: model types and data sources. */
public final class Extensions {
    private Extensions() {}

    /** A reader that understands the options of every model type and data source on the class path. */
    public static ConfigurationReader configurationReader() {
        Map<String, Class<? extends ModelOptions>> models = new HashMap<>();
        ModelFactories.all().forEach(factory -> models.put(factory.type(), factory.optionsType()));
        Map<String, Class<? extends SourceOptions>> sources = new HashMap<>();
        DataSources.all().forEach(source -> sources.put(source.type(), source.optionsType()));
        return new ConfigurationReader(new ConfigurationVariants(models, sources));
    }
}
