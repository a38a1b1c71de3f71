package org.campanile.examples.benchmarks.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.config.TrackingConfiguration;
import org.campanile.core.config.TrackingConfiguration.Checkpoints;
import org.campanile.core.tracking.MetricPoint;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunStatus;
import org.campanile.core.tracking.RunTracker;
import org.campanile.core.tracking.RunTrackers;

/**
 * Training steps of a two-tower model that are tracked on a misbehaving server, in samples per second, and the same steps
 * without a tracker, in turns in one process. Arguments: batch, threads, warm-up, seconds, folder.
 *
 * <p>Turns are short, so that what else the machine does meets both alike; each has a tracker of its own. Ten metric points are recorded after every step. In training there are about as many after a round of
 * {@code training.averaging.every} steps, so that this is the harder case.
 */
final class TrackedStepWorkload implements Workload {
    private static final int TURNS = 12;
    private static final int TURNS_PER_MEASURING = 3;
    private static final int POINTS_PER_STEP = 10;
    private static final int SEED = 42;

    @Override
    public Measurement measure(WorkloadArguments arguments) {
        return TwoTowerWorkload.withSteps(arguments, steps -> measure(steps, arguments));
    }

    private static Measurement measure(TrainingSteps steps, WorkloadArguments arguments) {
        double seconds = arguments.number("seconds") / TURNS_PER_MEASURING;
        StepTimer.measure(steps, arguments.number("warm-up"), 0);
        List<Double> tracked = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        try (MisbehavingServer server = new MisbehavingServer(SEED)) {
            for (int turn = 0; turn < TURNS; turn++) {
                tracked.add(tracked(steps, seconds, server, Path.of(arguments.text("folder"))));
                alone.add(StepTimer.measure(steps, 0, seconds).median());
            }
            int batch = arguments.count("batch");
            return Measurement.of(batch / Statistics.median(tracked))
                    .with(Measurement.PEER_VALUE, batch / Statistics.median(alone))
                    .with("requests", server.requests())
                    .with("tracked_milliseconds", milliseconds(tracked))
                    .with("alone_milliseconds", milliseconds(alone));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Median seconds per step; opening and closing the tracker are not timed. */
    private static double tracked(TrainingSteps steps, double seconds, MisbehavingServer server, Path runs) {
        RunFolder folder = RunFolder.create(runs, "benchmark", "tracked-step", Clock.systemUTC());
        TrackingConfiguration tracking = new TrackingConfiguration(server.uri(), false, 1, Checkpoints.NONE, "", "");
        try (RunTracker tracker = RunTrackers.open(tracking, folder)) {
            long[] step = new long[1];
            double median = StepTimer.measure(
                            () -> {
                                steps.run();
                                tracker.metrics(points(++step[0], steps.lastLoss()));
                            },
                            0,
                            seconds)
                    .median();
            tracker.finish(RunStatus.FINISHED);
            return median;
        }
    }

    private static List<MetricPoint> points(long step, double value) {
        long time = System.currentTimeMillis();
        return IntStream.range(0, POINTS_PER_STEP)
                .mapToObj(metric -> new MetricPoint("train/metric_" + metric, value, step, time))
                .toList();
    }

    private static List<Double> milliseconds(List<Double> seconds) {
        return seconds.stream().map(time -> 1e3 * time).toList();
    }
}
