package org.campanile.core.transform;

import java.io.Serializable;
import org.campanile.core.Check;
import org.jspecify.annotations.Nullable;

/**
 * A number to a number: {@code (shape(x) - shift) * factor}, in double precision, rounded to a float at the end.
 *
 * @param missing stands for {@code x} where it is missing
 */
public record Rescaling(Shape shape, float missing, double shift, double factor) implements Serializable {
    public Rescaling {
        Check.that(Float.isFinite(missing), "the value of missing numbers is %s", missing);
        Check.that(Double.isFinite(shift) && Double.isFinite(factor), "shift %s, factor %s", shift, factor);
    }

    /** Applies it; null, NaN and infinities are missing. */
    public float apply(@Nullable Float value) {
        float number = presentOrNaN(value);
        return (float) ((shape.apply(Float.isNaN(number) ? missing : number) - shift) * factor);
    }

    /** The number; NaN where there is none: null, NaN or infinite. */
    static float presentOrNaN(@Nullable Float value) {
        return value != null && Float.isFinite(value) ? value : Float.NaN;
    }
}
