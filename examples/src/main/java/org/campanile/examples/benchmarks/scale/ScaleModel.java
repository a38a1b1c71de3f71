package org.campanile.examples.benchmarks.scale;

import java.util.Set;
import org.campanile.spark.training.TableTraffic;

/**
 * Predicts a step's time on w workers from what one worker's step takes and what a message costs. With latency L, overhead o
 * and speed G of {@link LinkCosts}, rounds of k steps, T tables and N networks, per step:
 *
 * <pre>
 * replicated   messages = (w - 1) (2 + T + 2 (1 + 2 N + T)) L / k      gatherings of rows and counts, ring all-reduces
 * sharded      messages = (w - 1) (2 + 2 (1 + 2 N)) L / k + 2 (L + (w - 2) o) + 2 (w - 1) o
 *              transfer = bytes / G, by {@link TableTraffic} and 2 (w - 1) / w 4 (parameters + optimizer state) / k
 *              waiting  = s sqrt(2 ln w), s sqrt(k) / k where only rounds wait
 * </pre>
 *
 * A ring passes a message w - 1 times, a ring all-reduce twice as often; an all-to-all sends w - 1 messages at once. Of
 * the four of a step, which carry all tables, training waits for vectors and gradients; counts and row numbers travel
 * while earlier steps are trained, and take of a step only the processor that both share. The largest of w normal numbers
 * of deviation s is expected at most {@code s sqrt(2 ln w)} above their mean. All rows of a table are taken to be used
 * alike, the worst case. When workers share cores, all but the waiting takes as many times longer as there are workers to
 * a core.
 */
final class ScaleModel {
    private final TrainedModel model;
    private final OneWorker alone;
    private final LinkCosts link;
    private final int cores;

    /** @param cores that all workers share; as many as workers where each has its own */
    ScaleModel(TrainedModel model, OneWorker alone, LinkCosts link, int cores) {
        this.model = model;
        this.alone = alone;
        this.link = link;
        this.cores = cores;
    }

    StepTime step(Placement placement, int workers) {
        double slower = Math.max(1, (double) workers / cores);
        double bytes = bytes(placement, workers);
        return new StepTime(
                slower * alone.stepSeconds(),
                slower * messages(placement, workers),
                slower * bytes / link.bytesPerSecond(),
                waiting(placement, workers),
                bytes);
    }

    private double messages(Placement placement, int workers) {
        if (workers == 1) {
            return 0;
        }
        int averaged = placement == Placement.REPLICATED ? model.tables() : 0;
        int gatherings = 2 + averaged;
        int reductions = 1 + 2 * model.networks() + averaged;
        double round = (workers - 1) * (gatherings + 2 * reductions) * link.latencySeconds();
        return round / model.every() + (placement == Placement.SHARDED ? stepMessages(workers) : 0);
    }

    private double stepMessages(int workers) {
        double waitedFor = link.latencySeconds() + (workers - 2) * link.overheadSeconds();
        double ahead = (workers - 1) * link.overheadSeconds();
        return 2 * (waitedFor + ahead);
    }

    private double bytes(Placement placement, int workers) {
        TableTraffic traffic = new TableTraffic(
                table -> new long[0], Long.MAX_VALUE, workers, model.batchSize(), model.every(), Set.of());
        long table = switch (placement) {
            case REPLICATED -> traffic.replicated("table", model.rows(), model.dim() + model.rowState());
            case SHARDED -> traffic.sharded("table", model.rows(), model.dim());
        };
        double dense = 2.0 * (workers - 1) / workers * Float.BYTES * (model.denseParameters() + model.denseState());
        return (double) model.tables() * table + dense / model.every();
    }

    private double waiting(Placement placement, int workers) {
        double steps = placement == Placement.SHARDED ? 1 : model.every();
        return alone.deviationSeconds() * Math.sqrt(2 * Math.log(workers)) / Math.sqrt(steps);
    }

    /** Bytes of tables that a worker holds. */
    long tableBytes(Placement placement, int workers) {
        return placement == Placement.REPLICATED ? model.tableBytes() : model.tableBytes() / workers;
    }
}
