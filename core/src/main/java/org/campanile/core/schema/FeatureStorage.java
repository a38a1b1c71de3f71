package org.campanile.core.schema;

/** Where a feature's values stand. */
public enum FeatureStorage {
    /** Once per user or item where samples name it by a key; otherwise in the sample's row. */
    BY_KEY,
    /** In the sample's row, whomever the feature describes: a history is another one for each sample of a user. */
    IN_ROW
}
