package org.campanile.towers;

/** How the vectors of a user and an item become their similarity. */
public enum Similarity {
    /** The cosine of the angle between them, from -1 to 1. */
    COSINE,
    /** Their dot product. */
    DOT;

    /** The greatest absolute value of this similarity; infinite when there is none. */
    double limit() {
        return this == COSINE ? 1 : Double.POSITIVE_INFINITY;
    }
}
