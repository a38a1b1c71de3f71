package org.campanile.spark.training;

import java.util.Optional;
import org.campanile.core.training.RoundReport;
import org.jspecify.annotations.Nullable;

/**
 * Joins neighbouring rounds so that a long training yields a bounded number of reports. The joining depends on counts
 * alone, never on time: the same training yields the same reports. Used by one thread.
 */
final class RoundMerger {
    private static final long MOST_REPORTS = 2_000;

    private final long stride;
    private @Nullable RoundReport pending;
    private long joined;

    /** @param rounds rounds of the whole training */
    RoundMerger(long rounds) {
        this.stride = Math.max(1, (rounds + MOST_REPORTS - 1) / MOST_REPORTS);
    }

    /** Adds a round; the joined report when it is complete, which it also is at the end of an epoch. */
    Optional<RoundReport> add(RoundReport round) {
        RoundReport sum = pending == null ? round : join(pending, round);
        joined++;
        if (joined < stride && round.position().reader().step() != 0) {
            pending = sum;
            return Optional.empty();
        }
        pending = null;
        joined = 0;
        return Optional.of(sum);
    }

    private static RoundReport join(RoundReport first, RoundReport second) {
        long samples = first.samples() + second.samples();
        double lossSum = first.meanLoss() * first.samples() + second.meanLoss() * second.samples();
        return new RoundReport(
                second.position(),
                samples == 0 ? 0 : lossSum / samples,
                samples,
                first.ownSamples() + second.ownSamples(),
                first.seconds() + second.seconds(),
                first.readerSeconds() + second.readerSeconds(),
                first.phases().plus(second.phases()),
                first.syncSeconds() + second.syncSeconds(),
                first.syncBytes() + second.syncBytes());
    }
}
