package org.campanile.core.transform;

import java.io.Serializable;
import java.util.List;
import org.campanile.core.Check;
import org.jspecify.annotations.Nullable;

/**
 * A number to the index of its bucket: 0 where it is missing, otherwise 1 + the number of boundaries below it. So bucket
 * {@code i} holds what is greater than {@code boundaries[i - 2]} and at most {@code boundaries[i - 1]}.
 *
 * @param boundaries ascending, without repetition
 */
public record Buckets(List<Float> boundaries) implements Serializable {
    public Buckets {
        boundaries = List.copyOf(boundaries);
        for (int i = 1; i < boundaries.size(); i++) {
            Check.that(boundaries.get(i - 1) < boundaries.get(i), "boundaries do not ascend: %s", boundaries);
        }
    }

    /** The bucket of a number, in {@code [0, size())}; null, NaN and infinities are missing. */
    public int index(@Nullable Float value) {
        float number = Rescaling.presentOrNaN(value);
        if (Float.isNaN(number)) {
            return 0;
        }
        int low = 0;
        int high = boundaries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (boundaries.get(middle) < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 1 + low;
    }

    /** Number of indices, the one for missing values included. */
    public int size() {
        return boundaries.size() + 2;
    }
}
