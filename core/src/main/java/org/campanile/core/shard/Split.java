package org.campanile.core.shard;

/** The parts of a prepared data set. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    /** The part's folder in the data set and prefix of its metrics: {@code train}, {@code validation} or {@code test}. */
    public String folder() {
        return switch (this) {
            case TRAIN -> "train";
            case VALIDATION -> "validation";
            case TEST -> "test";
        };
    }
}
