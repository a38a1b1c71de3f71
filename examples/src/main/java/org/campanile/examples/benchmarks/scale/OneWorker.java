package org.campanile.examples.benchmarks.scale;

/**
 * Steps of a worker that trains alone.
 *
 * @param stepSeconds      median
 * @param deviationSeconds standard deviation of a step's time
 */
record OneWorker(double stepSeconds, double deviationSeconds) {}
