package org.campanile.core.math;

import static org.campanile.core.Check.positive;
import static org.campanile.core.Check.that;

/**
 * Which products an interaction holds.
 *
 * @param count     vectors per sample, at least 1
 * @param dim       length of each
 * @param selfPairs whether those of a vector with itself are among them
 */
public record InteractionShape(int count, int dim, SelfPairs selfPairs) {
    public InteractionShape {
        that(count >= 1, "an interaction takes at least 1 vector, but gets %d", count);
        positive(dim, "dim");
    }

    /** Number of products per sample: count (count - 1) / 2, and count more where self-pairs are included. */
    public int pairs() {
        return count * (count - 1) / 2 + (selfPairs == SelfPairs.INCLUDED ? count : 0);
    }
}
