package org.campanile.spark.preparation;

import java.util.List;
import org.campanile.core.config.FeatureConfiguration;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.transform.Categories;
import org.campanile.core.transform.Hashing;
import org.campanile.core.transform.StoredVocabulary;

/**
 * A feature as the source reads it, and what the configuration wants of it.
 *
 * @param raw     name, side and kind of the raw column; a vocabulary that is shared when nothing else is said
 * @param scaling for dense features: never {@code auto}
 */
record PlannedFeature(Feature raw, FeatureConfiguration options, Scaling scaling) {
    String name() {
        return raw.name();
    }

    boolean isDense() {
        return raw instanceof DenseFeature;
    }

    boolean isSequence() {
        return raw instanceof SequenceFeature;
    }

    /** Raw columns that the feature is made of. */
    List<String> inputs() {
        return hasWeights() ? List.of(name(), options.weights()) : List.of(name());
    }

    /** Whether each value of the sequence has a weight. */
    boolean hasWeights() {
        return isSequence() && !options.weights().isEmpty();
    }

    /** Whether the values are looked up in a vocabulary that is built of them. */
    boolean isLookedUp() {
        return !isDense() && options.hashSize() == 0;
    }

    /** How the texts of a categorical or sequence feature become indices. */
    Categories categories() {
        return options.hashSize() == 0
                ? new StoredVocabulary(vocabulary())
                : new Hashing(vocabulary(), options.hashSize());
    }

    /** Name of the vocabulary: the configured one, else the source's. */
    String vocabulary() {
        if (!options.vocabulary().isEmpty()) {
            return options.vocabulary();
        }
        if (raw instanceof CategoricalFeature categorical) {
            return categorical.vocabulary();
        }
        return raw instanceof SequenceFeature sequence ? sequence.vocabulary() : raw.name();
    }
}
