package org.campanile.core.config;

/** What preparation looks for to find out whether validation or test can be answered by what training has seen. */
public enum LeakageCheck {
    /** A pair of user and item stands in more than one part. */
    PAIR_IN_SEVERAL_PARTS("pairs of user and item that stand in more than one part"),
    /** A sample's own history holds the item that is to be predicted. */
    TARGET_IN_HISTORY("samples whose history holds the item that is to be predicted"),
    /** A user's training or history holds an interaction later than one of the user's held-out ones. */
    HISTORY_AFTER_TARGET("users with a training or history interaction later than a held-out one"),
    /** A feature alone predicts the label nearly perfectly. */
    SUSPICIOUS_FEATURE("features that predict the label nearly perfectly by themselves"),
    /** A vocabulary holds values, or counts, that training rows do not have. */
    VOCABULARY_BEYOND_TRAINING("vocabularies with values or counts that do not come from training rows");

    private final String cases;

    LeakageCheck(String cases) {
        this.cases = cases;
    }

    /** What a case is, in the plural. */
    public String cases() {
        return cases;
    }

    /** The check's word in configuration files and reports, such as {@code target-in-history}. */
    public String word() {
        return OptionDescriptor.kebab(name());
    }
}
