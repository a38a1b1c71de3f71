package org.campanile.serving.funnel;

/** Hears what the funnel does. Called by many threads at a time, and must neither wait nor throw. */
public interface FunnelListener {
    /** A stage took so long, whether it succeeded or not. */
    void stageEnded(Stage stage, long nanoseconds);

    /** So many queries were searched together. */
    void batchSearched(int queries);

    /** A user got popular items, since nothing was known of them. */
    void fellBack();
}
