package org.campanile.core.transform;

import java.util.List;
import org.campanile.core.schema.SequenceFeature;

/** A list of texts to a sequence feature: the last {@code feature.maxLength()} of them, or all when that is 0. */
public record SequenceTransform(SequenceFeature feature, String input, Categories categories)
        implements FeatureTransform {

    /** The last elements of a list, in their order; all of them when {@code maxLength} is 0. */
    public static <T> List<T> last(List<T> values, int maxLength) {
        int size = values.size();
        return maxLength == 0 || size <= maxLength ? values : values.subList(size - maxLength, size);
    }
}
