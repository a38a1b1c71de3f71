package org.campanile.spark.collective;

import java.io.Serializable;
import java.time.Duration;
import org.campanile.core.Check;

/**
 * What the driver hands to every worker of a job.
 *
 * @param jobId   unique among the jobs that run at the same time
 * @param secret  the secret of this job
 * @param timeout limit of every single wait for a peer; longer than a worker may lag behind, as in writing a checkpoint
 * @param links   whom each worker connects with
 */
public record CollectiveSettings(String jobId, JobSecret secret, Duration timeout, Links links)
        implements Serializable {
    public CollectiveSettings {
        Check.that(!timeout.isNegative() && !timeout.isZero(), "timeout must be above 0, but is %s", timeout);
    }

    /** With links in a ring. */
    public CollectiveSettings(String jobId, JobSecret secret, Duration timeout) {
        this(jobId, secret, timeout, Links.RING);
    }

    /** Connections of each worker. */
    public enum Links {
        /** With the two neighbours: enough for everything but all-to-all. */
        RING,
        /** With every other worker. */
        ALL
    }
}
