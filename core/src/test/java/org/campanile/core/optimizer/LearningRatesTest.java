package org.campanile.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.campanile.core.config.ScheduleConfiguration;
import org.junit.jupiter.api.Test;

class LearningRatesTest {
    @Test
    void warmUpRisesInAStraightLineToTheConfiguredRate() {
        LearningRates rates =
                new LearningRates(new ScheduleConfiguration(ScheduleConfiguration.Type.CONSTANT, 4, 0), 100);
        assertThat(new double[] {rates.at(0), rates.at(1), rates.at(3), rates.at(4), rates.at(99)})
                .containsExactly(0.25, 0.5, 1, 1, 1);
    }

    @Test
    void cosineFallsAlongHalfAWaveToTheFinalFactor() {
        LearningRates rates =
                new LearningRates(new ScheduleConfiguration(ScheduleConfiguration.Type.COSINE, 10, 0.2), 110);
        assertThat(rates.at(10)).isEqualTo(1);
        // Half way: the middle of 1 and 0.2. A quarter: 0.2 + 0.8 (1 + cos(pi / 4)) / 2 = 0.8828427.
        assertThat(rates.at(60)).isCloseTo(0.6, within(1e-12));
        assertThat(rates.at(35)).isCloseTo(0.8828427, within(1e-7));
        assertThat(rates.at(110)).isCloseTo(0.2, within(1e-12));
        assertThat(rates.at(500)).as("after the planned end").isCloseTo(0.2, within(1e-12));
    }

    @Test
    void reductionsHoldFromTheirStepOn() {
        LearningRates rates = LearningRates.constant();
        rates.moveTo(5);
        rates.reduce(0.5);
        rates.moveTo(9);
        rates.reduce(0.1);
        assertThat(new double[] {rates.at(4), rates.at(5), rates.at(8), rates.factor()})
                .containsExactly(1, 0.5, 0.5, 0.05);
        LearningRates resumed = LearningRates.constant();
        resumed.moveTo(9, rates.reductions());
        assertThat(resumed.factor()).isEqualTo(rates.factor());
        resumed.moveTo(4, List.of());
        assertThat(resumed.factor()).isEqualTo(1);
    }
}
