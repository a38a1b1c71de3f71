package org.campanile.spark.training;

/**
 * What each worker's task asks of Spark beyond what every task of the application has.
 *
 * @param cpus cores; 0 for as many as any task
 * @param gpus GPUs; 0 for none, or for those that any task has
 */
record WorkerResources(int cpus, int gpus) {
    boolean isNothing() {
        return cpus == 0 && gpus == 0;
    }
}
