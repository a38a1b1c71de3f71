package org.campanile.core.transform;

import java.util.List;
import java.util.Objects;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.SequenceFeature;
import org.jspecify.annotations.Nullable;

/**
 * A list of texts to a sequence feature: the last {@code feature.maxLength()} of them, or all when that is 0.
 *
 * @param weights name of the raw list of weights, one for each text; empty when the feature has none
 */
public record SequenceTransform(SequenceFeature feature, String input, Categories categories, String weights)
        implements FeatureTransform {

    public SequenceTransform {
        // Data sets of earlier versions do not say.
        weights = Objects.requireNonNullElse(weights, "");
    }

    /** A sequence whose values count alike. */
    public SequenceTransform(SequenceFeature feature, String input, Categories categories) {
        this(feature, input, categories, "");
    }

    /** The last elements of a list, in their order; all of them when {@code maxLength} is 0. */
    public static <T> List<T> last(List<T> values, int maxLength) {
        int size = values.size();
        return maxLength == 0 || size <= maxLength ? values : values.subList(size - maxLength, size);
    }

    /**
     * The weights of the last texts; all 1 when none are given.
     *
     * @param given one for each text, or none at all
     * @param texts number of texts
     * @throws CampanileException when there is another number of weights than of texts, or one is negative or not finite
     */
    public float[] lastWeights(List<@Nullable Float> given, int texts) {
        if (!given.isEmpty() && given.size() != texts) {
            throw new CampanileException("The list " + weights + " has " + given.size() + " weights for " + texts
                    + " values of " + input + "; allowed: one for each value, or none.");
        }
        int maxLength = feature.maxLength();
        float[] last = new float[maxLength == 0 ? texts : Math.min(texts, maxLength)];
        for (int i = 0; i < last.length; i++) {
            last[i] = given.isEmpty() ? 1f : weight(given.get(texts - last.length + i));
        }
        return last;
    }

    private float weight(@Nullable Float value) {
        if (value == null || !(value >= 0) || Float.isInfinite(value)) {
            throw new CampanileException(
                    "The list " + weights + " has the weight " + value + "; allowed: finite numbers of at least 0.");
        }
        return value;
    }
}
