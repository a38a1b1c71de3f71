package org.campanile.examples.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepTimerTest {
    @Test
    void theMedianIsNotBelowTheBest() {
        int[] steps = new int[1];

        StepTiming timing = StepTimer.measure(() -> steps[0]++, 0, 0);

        assertThat(steps[0]).isPositive();
        assertThat(timing.best()).isPositive().isLessThanOrEqualTo(timing.median());
    }

    @Test
    void aRateIsSamplesPerSecond() {
        Measurement rate = new StepTiming(0.5, 0.25, 1).rate(100);

        assertThat(rate.values())
                .containsEntry("value", 200.0)
                .containsEntry("best", 400L)
                .containsEntry("samples_per_cpu_second", 100L);
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(Statistics.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
        assertThat(Statistics.median(List.of(9.0, 1.0, 3.0))).isEqualTo(3);
    }
}
