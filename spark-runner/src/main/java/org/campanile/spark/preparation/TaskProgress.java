package org.campanile.spark.preparation;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.campanile.core.tracking.ProgressListener;

/**
 * Tells how many of the tasks that a phase has started are done. What other threads do on the same Spark passes by. Spark
 * calls it on a thread of its own; guards its own state.
 */
final class TaskProgress extends SparkListener {
    private static final String DESCRIPTION = "spark.job.description";

    private final ProgressListener listener;
    private final Set<Integer> stages = new HashSet<>();
    private String phase = "";
    private long planned;
    private long done;

    TaskProgress(ProgressListener listener) {
        this.listener = listener;
    }

    /** From now on tasks of jobs with this description count. */
    synchronized void follow(String description) {
        phase = description;
        stages.clear();
        planned = 0;
        done = 0;
    }

    /** From now on nothing counts. */
    synchronized void rest() {
        follow("");
    }

    @Override
    public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
        boolean isOurs = event.properties() != null
                && !phase.isEmpty()
                && phase.equals(event.properties().getProperty(DESCRIPTION));
        if (isOurs && stages.add(event.stageInfo().stageId())) {
            planned += event.stageInfo().numTasks();
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
        if (stages.contains(event.stageId()) && event.taskInfo().successful()) {
            done++;
            listener.advance(done, Map.of(ProgressListener.PLANNED, (double) planned));
        }
    }
}
