package org.campanile.towers;

/** What a pooled history passes where it is all that is known of a user and {@code user-tower} is empty. */
public enum HistoryMap {
    /** Nothing: it is the user's vector. */
    NONE,
    /** A linear map that is learned, and begins as the identity. */
    LINEAR
}
