package org.campanile.core.transform;

/** What is done with a number before it is shifted and scaled. */
public enum Shape {
    /** The number itself. */
    LINEAR,
    /** {@code sign(x) ln(1 + |x|)}: the logarithm of counts, and of negative numbers alike. */
    LOGARITHM;

    /** Applies the shape; the same bits on every machine. */
    double apply(double value) {
        return this == LINEAR ? value : Math.copySign(StrictMath.log1p(Math.abs(value)), value);
    }
}
