package org.campanile.towers;

/** What becomes of training samples of users who took nothing before, where users are known by nothing else. */
public enum EmptyHistories {
    /** They are left out: their users' vectors are 0, or the same for all. */
    SKIP,
    /** They are trained with like others. */
    TRAIN
}
