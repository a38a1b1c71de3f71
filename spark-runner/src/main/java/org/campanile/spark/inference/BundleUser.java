package org.campanile.spark.inference;

import org.jspecify.annotations.Nullable;

/** A user of a model; a bean, as Spark's encoders need it. */
public final class BundleUser {
    private String user = "";
    private String @Nullable [] seen;
    private String @Nullable [] history;

    /** The user's key, as in the raw data. */
    public String getUser() {
        return user;
    }

    public void setUser(String user) {
        this.user = user;
    }

    /** Keys of items to leave out; null for none. */
    public String @Nullable [] getSeen() {
        return seen;
    }

    public void setSeen(String @Nullable [] seen) {
        this.seen = seen;
    }

    /** Keys of the items that the user took before, the newest last; null for none. */
    public String @Nullable [] getHistory() {
        return history;
    }

    public void setHistory(String @Nullable [] history) {
        this.history = history;
    }
}
