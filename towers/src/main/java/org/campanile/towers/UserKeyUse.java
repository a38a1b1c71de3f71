package org.campanile.towers;

/** What a model that reads histories does with the keys of users. */
public enum UserKeyUse {
    /** Nothing, so that it knows users whom training had not. */
    IGNORE,
    /** Each key has an embedding. */
    EMBED
}
