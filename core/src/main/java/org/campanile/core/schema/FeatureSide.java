package org.campanile.core.schema;

/** Whom a feature describes. */
public enum FeatureSide {
    USER,
    ITEM,
    /** Neither user nor item: the situation of the sample. Its values always stand in the sample's row. */
    CONTEXT
}
