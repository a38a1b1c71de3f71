package org.campanile.core.tracking;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a run stands; every status but {@link #RUNNING} is an end. */
public enum RunStatus {
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("finished")
    FINISHED,
    @JsonProperty("failed")
    FAILED,
    /** Ended from outside, or its process went away before it could say how it ended. */
    @JsonProperty("killed")
    KILLED
}
