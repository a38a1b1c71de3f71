package org.campanile.core.schema;

import org.campanile.core.Check;
import org.campanile.core.config.SequencePooling;

/**
 * Zero or more vocabulary indices per row (jagged ids), such as genres or a history; in time order where there is one.
 *
 * @param pooling   how a model makes one vector of the embeddings
 * @param maxLength the largest number of indices of a row; 0 when there is no limit
 * @param storage   where the indices stand
 */
public record SequenceFeature(
        String name,
        FeatureSide side,
        String vocabulary,
        SequencePooling pooling,
        int maxLength,
        FeatureStorage storage)
        implements Feature {

    public SequenceFeature {
        Check.notNegative(maxLength, "maximum length of " + name);
    }

    /** A sequence of any length, stored by key, whose embeddings are averaged. */
    public SequenceFeature(String name, FeatureSide side, String vocabulary) {
        this(name, side, vocabulary, SequencePooling.MEAN, 0, FeatureStorage.BY_KEY);
    }
}
