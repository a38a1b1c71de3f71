package org.campanile.core.schema;

/** Whom a feature describes. */
public enum FeatureSide {
    USER,
    ITEM,
    /** Neither user nor item: the situation of the sample. Its values always stand in the sample's row. */
    CONTEXT,
    /** Nobody in the sample: items that are negatives of it. They stand in its row, and no model takes them as an input. */
    NEGATIVES
}
