package org.campanile.spark.preparation.amazonbook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/** The JSON of Amazon's dumps. */
final class AmazonJson {
    /* The whole dump of 2014 is written as Python's dictionaries: quotes of either kind, with Python's escapes. */
    static final JsonFactory FORMAT = new JsonFactoryBuilder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    private AmazonJson() {}
}
