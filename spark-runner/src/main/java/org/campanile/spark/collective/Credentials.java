package org.campanile.spark.collective;

/**
 * What proves that a worker belongs to a job.
 *
 * @param job the job and the attempt of its barrier stage: workers of different attempts refuse one another
 */
record Credentials(String job, JobSecret secret) {}
