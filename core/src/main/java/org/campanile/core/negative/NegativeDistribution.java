package org.campanile.core.negative;

/** The probabilities with which items are drawn as negatives. */
public enum NegativeDistribution {
    /** All items alike. */
    UNIFORM,
    /** In proportion to a power of an item's training rows, see {@link ItemDistribution#popularity}. */
    POPULARITY,
    /** By rank of frequency, see {@link ItemDistribution#logUniform}. */
    LOG_UNIFORM,
    /** {@link #POPULARITY} with exponent 0.75. */
    WORD2VEC,
    /**
     * What torch-rechub calls Tencent's sampling, as its source has it: {@link #LOG_UNIFORM}. (Where the paper has an
     * item's rank, torch-rechub's own code has its count, by which the rarest items are drawn most.)
     */
    TENCENT
}
