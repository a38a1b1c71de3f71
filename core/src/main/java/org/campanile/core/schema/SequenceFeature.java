package org.campanile.core.schema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import org.campanile.core.Check;
import org.campanile.core.config.SequencePooling;

/**
 * Zero or more vocabulary indices per row (jagged ids), such as genres or a history; in time order where there is one.
 *
 * @param pooling   how a model makes one vector of the embeddings
 * @param maxLength the largest number of indices of a row; 0 when there is no limit
 * @param storage   where the indices stand
 * @param weights   whether each index has a weight, which stands beside it
 */
public record SequenceFeature(
        String name,
        FeatureSide side,
        String vocabulary,
        SequencePooling pooling,
        int maxLength,
        FeatureStorage storage,
        IdWeights weights)
        implements Feature {

    public SequenceFeature {
        // Data sets of earlier versions do not say.
        weights = Objects.requireNonNullElse(weights, IdWeights.NONE);
        Check.notNegative(maxLength, "maximum length of " + name);
        Check.that(
                weights == IdWeights.NONE || pooling != SequencePooling.MAX,
                "sequence %s has weights, which mean nothing to the pooling max",
                name);
    }

    /** A sequence whose ids count alike. */
    public SequenceFeature(
            String name,
            FeatureSide side,
            String vocabulary,
            SequencePooling pooling,
            int maxLength,
            FeatureStorage storage) {
        this(name, side, vocabulary, pooling, maxLength, storage, IdWeights.NONE);
    }

    /** A sequence of any length, stored by key, whose embeddings are averaged. */
    public SequenceFeature(String name, FeatureSide side, String vocabulary) {
        this(name, side, vocabulary, SequencePooling.MEAN, 0, FeatureStorage.BY_KEY);
    }

    /** Name of the column that holds the weights, in encoded rows and in shards. */
    @JsonIgnore
    public String weightsColumn() {
        return name + "_weights";
    }

    /** Whether each index has a weight. */
    @JsonIgnore
    public boolean isWeighted() {
        return weights == IdWeights.PER_ID;
    }
}
