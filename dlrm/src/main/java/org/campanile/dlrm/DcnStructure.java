package org.campanile.dlrm;

/** How the deep network stands to the cross network. */
public enum DcnStructure {
    /** Behind it. */
    STACKED,
    /** Beside it. */
    PARALLEL
}
