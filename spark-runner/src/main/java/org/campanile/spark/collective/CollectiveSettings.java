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
 */
public record CollectiveSettings(String jobId, JobSecret secret, Duration timeout) implements Serializable {
    public CollectiveSettings {
        Check.that(!timeout.isNegative() && !timeout.isZero(), "timeout must be above 0, but is %s", timeout);
    }
}
