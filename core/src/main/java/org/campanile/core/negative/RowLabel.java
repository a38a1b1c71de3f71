package org.campanile.core.negative;

/** Which rows are meant, by their label. */
public enum RowLabel {
    /** Label above 0: what the user liked, clicked or bought. */
    POSITIVE,
    /** Label 0: what the user was shown and did not take. */
    NEGATIVE;

    boolean fits(float label) {
        return (this == POSITIVE) == (label > 0);
    }
}
