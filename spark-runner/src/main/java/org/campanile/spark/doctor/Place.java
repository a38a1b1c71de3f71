package org.campanile.spark.doctor;

/** Which process is examined: what is wrong is the same, how to mend it is not. */
enum Place {
    DRIVER("the driver", "CAMPANILE_DRIVER_MEMORY=2g, or --driver-memory 2g under spark-submit", "spark.driver"),
    EXECUTOR("executors", "--conf spark.executor.memory=2g", "spark.executor");

    private final String process;
    private final String moreHeap;
    private final String settings;

    Place(String process, String moreHeap, String settings) {
        this.process = process;
        this.moreHeap = moreHeap;
        this.settings = settings;
    }

    String giveMoreHeap() {
        return "Give " + process + " 2 GiB or more: " + moreHeap;
    }

    /** How to start the process with an option of the JVM. */
    String startWith(String option) {
        return "Start " + process + " with " + option + " (" + settings + ".extraJavaOptions)";
    }
}
