package org.campanile.core.embedding;

/** How the vectors of a row of jagged ids become one. */
public enum Pooling {
    SUM,
    MEAN
}
