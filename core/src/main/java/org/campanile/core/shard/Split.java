package org.campanile.core.shard;

/** The parts of a prepared data set. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST,
    /**
     * What is known of held-out users: interactions that count as seen and as history, but are neither trained on nor
     * evaluated. Most data sets have none.
     */
    HISTORY;

    /** The part's folder in the data set and prefix of its metrics: {@code train}, {@code validation}, {@code test} or {@code history}. */
    public String folder() {
        return switch (this) {
            case TRAIN -> "train";
            case VALIDATION -> "validation";
            case TEST -> "test";
            case HISTORY -> "history";
        };
    }
}
