package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.campanile.core.config.SweepConfiguration;
import org.campanile.core.config.SweepConfiguration.Goal;
import org.campanile.core.config.SweepConfiguration.Method;
import org.junit.jupiter.api.Test;

class SweepReportTest {
    private static SweepTrial trial(int number, double value) {
        return SweepTrial.done(
                number, Map.of("lr", "0." + number), Path.of("runs/" + number), Map.of("loss", value), value);
    }

    private static SweepReport report(Goal goal, SweepTrial... trials) {
        return new SweepReport(
                Path.of("runs/sweep"), new SweepConfiguration(Method.GRID, "loss", goal, 0, 1, 1), List.of(trials));
    }

    @Test
    void trialsAreRankedByTheGoalWithFailuresLast() {
        SweepTrial failed = SweepTrial.failed(1, Map.of("lr", "9"), "diverged");
        SweepTrial[] trials = {failed, trial(2, 0.5), trial(3, Double.NaN), trial(4, 0.25), trial(5, 0.5)};

        assertThat(report(Goal.MINIMIZE, trials).ranked())
                .extracting(SweepTrial::number)
                .containsExactly(4, 2, 5, 1, 3);
        assertThat(report(Goal.MAXIMIZE, trials).ranked())
                .extracting(SweepTrial::number)
                .containsExactly(2, 5, 4, 1, 3);
    }

    @Test
    void whenAllFailedThereIsNoBest() {
        assertThat(report(Goal.MAXIMIZE, SweepTrial.failed(1, Map.of(), "no data"))
                        .best())
                .isEmpty();
    }

    @Test
    void theTableTellsTrialsBestFirstAndWhereTheBestIs() {
        assertThat(report(
                                Goal.MINIMIZE,
                                trial(1, 0.5),
                                SweepTrial.failed(2, Map.of("lr", "9"), "diverged"),
                                trial(3, 0.25))
                        .lines())
                .containsExactly(
                        "",
                        "trial  loss",
                        "    3  0.25        lr=0.3",
                        "    1  0.5         lr=0.1",
                        "    2  failed      lr=9",
                        "",
                        "best     trial 3: lr=0.3",
                        "run      runs/3",
                        "sweep    runs/sweep");
    }
}
