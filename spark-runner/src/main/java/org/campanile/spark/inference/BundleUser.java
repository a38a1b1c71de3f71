package org.campanile.spark.inference;

import org.jspecify.annotations.Nullable;

/** A user of a model; a bean, as Spark's encoders need it. */
public final class BundleUser {
    private String user = "";
    private String @Nullable [] seen;
    private String @Nullable [] history;
    private int @Nullable [] seenIndices;
    private int @Nullable [] historyIndices;

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

    /** Items to leave out as indices of the data set that the model was trained on; null for none. */
    public int @Nullable [] getSeenIndices() {
        return seenIndices;
    }

    public void setSeenIndices(int @Nullable [] seenIndices) {
        this.seenIndices = seenIndices;
    }

    /** Items that the user took before as such indices, the newest last; null for none. */
    public int @Nullable [] getHistoryIndices() {
        return historyIndices;
    }

    public void setHistoryIndices(int @Nullable [] historyIndices) {
        this.historyIndices = historyIndices;
    }
}
