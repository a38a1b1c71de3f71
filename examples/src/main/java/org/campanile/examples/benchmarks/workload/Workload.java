package org.campanile.examples.benchmarks.workload;

/** One thing that is measured. */
@FunctionalInterface
interface Workload {
    /** Runs until its speed is steady, then measures it. */
    Measurement measure(WorkloadArguments arguments);
}
