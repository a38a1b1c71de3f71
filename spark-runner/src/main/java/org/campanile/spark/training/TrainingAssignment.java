package org.campanile.spark.training;

import java.io.Serializable;
import org.campanile.spark.collective.JobSecret;

/**
 * What the driver hands every worker inside the task's closure: small texts only, never parameters or samples.
 *
 * <p>A record is fine here: closures are serialised by Java, not by Kryo.
 *
 * @param configuration the resolved configuration as YAML
 * @param dataset       location of the prepared data set
 * @param checkpoints   location of the checkpoints
 * @param bundle        location where worker 0 writes the bundle
 * @param jobId         unique among the jobs of the application
 * @param secret        the job's secret, by which its workers and its driver know each other
 * @param driverHost    where the driver listens for reports
 * @param driverPort    port there
 */
record TrainingAssignment(
        String configuration,
        String dataset,
        String checkpoints,
        String bundle,
        String jobId,
        JobSecret secret,
        String driverHost,
        int driverPort)
        implements Serializable {}
