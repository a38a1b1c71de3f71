package org.campanile.examples.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.campanile.core.tracking.ProgressListener;

/** Collects the speed of each round of a training, and ends the job before it evaluates. Guards its own state. */
final class RoundSpeeds implements ProgressListener {
    private static final String EVALUATION = "evaluation";

    private final List<Double> speeds = new ArrayList<>();

    /** Ends a job that has trained. */
    static final class TrainingEnded extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void begin(String phase, long total) {
        if (phase.equals(EVALUATION)) {
            throw new TrainingEnded();
        }
    }

    @Override
    public synchronized void advance(long done, Map<String, Double> facts) {
        Double speed = facts.get("samples_per_second");
        if (speed != null) {
            speeds.add(speed);
        }
    }

    @Override
    public void end() {}

    /** Median over the second half of the rounds, when the speed has become steady. */
    synchronized double steady() {
        return Statistics.median(speeds.subList(speeds.size() / 2, speeds.size()));
    }

    synchronized int rounds() {
        return speeds.size();
    }
}
