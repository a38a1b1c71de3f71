package org.campanile.spark.inference;

import org.jspecify.annotations.Nullable;

/** A row of a table of user factors; a bean, as Spark's encoders need it. */
public final class FactorUser {
    private int id;
    private float[] features = new float[0];
    private int @Nullable [] seen;

    public int getId() {
        return id;
    }

    public void setId(int id) {
        this.id = id;
    }

    /** The user's vector. */
    public float[] getFeatures() {
        return features;
    }

    public void setFeatures(float[] features) {
        this.features = features;
    }

    /** Ids of items to leave out; null for none. */
    public int @Nullable [] getSeen() {
        return seen;
    }

    public void setSeen(int @Nullable [] seen) {
        this.seen = seen;
    }
}
