package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.training.PhaseSeconds;
import org.campanile.core.training.RoundReport;
import org.campanile.core.training.TrainingPosition;
import org.junit.jupiter.api.Test;

class RoundMergerTest {
    private static RoundReport round(long step, int stepInEpoch, double loss, long samples) {
        return new RoundReport(
                new TrainingPosition(step, new ReaderState(0, stepInEpoch)),
                loss,
                samples,
                samples / 2,
                2.0,
                0.5,
                phases(0.1),
                0.25,
                100);
    }

    private static PhaseSeconds phases(double each) {
        return new PhaseSeconds(each, each, each, each);
    }

    @Test
    void aShortTrainingIsReportedRoundByRound() {
        RoundMerger merger = new RoundMerger(2_000);
        RoundReport round = round(8, 8, 0.5, 10);

        assertThat(merger.add(round)).contains(round);
    }

    @Test
    void neighbouringRoundsOfALongTrainingAreJoined() {
        RoundMerger merger = new RoundMerger(4_000); // 4,000 rounds in 2,000 reports: pairs

        assertThat(merger.add(round(8, 8, 1.0, 30))).isEmpty();
        // (30 x 1.0 + 10 x 2.0) / 40 = 1.25; times and bytes add up
        assertThat(merger.add(round(16, 16, 2.0, 10)))
                .contains(new RoundReport(
                        new TrainingPosition(16, new ReaderState(0, 16)),
                        1.25,
                        40,
                        20,
                        4.0,
                        1.0,
                        phases(0.2),
                        0.5,
                        200));
    }

    @Test
    void theEndOfAnEpochIsReportedAtOnce() {
        RoundMerger merger = new RoundMerger(8_000);
        merger.add(round(8, 8, 1.0, 10));

        assertThat(merger.add(round(12, 0, 1.0, 10))).isPresent();
    }

    @Test
    void reportsAreBoundedAndCoverEverySample() {
        long rounds = 12_345;
        RoundMerger merger = new RoundMerger(rounds);

        List<RoundReport> reports = IntStream.rangeClosed(1, (int) rounds)
                .mapToObj(step -> merger.add(round(step, step == rounds ? 0 : step, 1.0, 7)))
                .flatMap(Optional::stream)
                .toList();

        assertThat(reports).hasSizeLessThanOrEqualTo(2_000);
        assertThat(reports.stream().mapToLong(RoundReport::samples).sum()).isEqualTo(rounds * 7);
    }
}
