package org.campanile.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PoissonBootstrapTest {

    @Test
    void theIntervalIsThatOfTheNormalApproximation() {
        int users = 4000;
        Random random = new Random(3);
        PoissonBootstrap bootstrap = new PoissonBootstrap(1, 2000, 11);
        double sum = 0;
        double squares = 0;
        for (int user = 0; user < users; user++) {
            double value = random.nextInt(10) == 0 ? 1 : 0; // hits of a share of a tenth
            bootstrap.add(user, new double[] {value});
            sum += value;
            squares += value * value;
        }
        double mean = sum / users;
        double error = Math.sqrt((squares / users - mean * mean) / users);
        ConfidenceInterval interval = bootstrap.interval(0);
        // A percentile of 2,000 replicates has itself an error of about 0.06 standard errors; four times that.
        assertThat(interval.low()).isEqualTo(mean - 1.96 * error, within(0.25 * error));
        assertThat(interval.high()).isEqualTo(mean + 1.96 * error, within(0.25 * error));
    }

    @Test
    void differencesBetweenModelsAreThoseOfTheSameUsers() {
        PoissonBootstrap one = new PoissonBootstrap(1, 500, 7);
        PoissonBootstrap other = new PoissonBootstrap(1, 500, 7);
        Random random = new Random(1);
        for (int user = 0; user < 300; user++) {
            double difficulty = random.nextDouble();
            one.add(user, new double[] {difficulty + 0.01});
            other.add(user, new double[] {difficulty});
        }
        // Every user is better by 0.01: so is every resample, although the means themselves vary much more.
        ConfidenceInterval difference = one.intervalOfDifference(other, 0);
        assertThat(difference.low()).isEqualTo(0.01, within(1e-12));
        assertThat(difference.high()).isEqualTo(0.01, within(1e-12));
        assertThat(one.interval(0).high() - one.interval(0).low()).isGreaterThan(0.05);
    }

    @Test
    void usersMayBeAddedAnywhereInAnyOrder() {
        PoissonBootstrap whole = new PoissonBootstrap(2, 100, 5);
        PoissonBootstrap left = new PoissonBootstrap(2, 100, 5);
        PoissonBootstrap right = new PoissonBootstrap(2, 100, 5);
        for (int user = 0; user < 50; user++) {
            whole.add(user, new double[] {user, 1});
        }
        for (int user = 49; user >= 0; user--) {
            (user % 3 == 0 ? left : right).add(user, new double[] {user, 1});
        }
        left.merge(right);
        assertThat(left.interval(0).low()).isEqualTo(whole.interval(0).low(), within(1e-9));
        assertThat(left.interval(0).high()).isEqualTo(whole.interval(0).high(), within(1e-9));
        assertThat(left.interval(1)).isEqualTo(new ConfidenceInterval(1, 1));
    }

    @Test
    void withoutResamplesOrUsersNothingIsKnown() {
        PoissonBootstrap none = new PoissonBootstrap(1, 0, 5);
        none.add(1, new double[] {1});
        assertThat(none.interval(0).isKnown()).isFalse();
        assertThat(new PoissonBootstrap(1, 10, 5).interval(0).isKnown()).isFalse();
    }

    @Test
    void quantilesInterpolateBetweenValues() {
        double[] ascending = new double[41]; // 0, 1, ..., 40: the 2.5th percentile is at place 1
        for (int i = 0; i < ascending.length; i++) {
            ascending[i] = i;
        }
        assertThat(ConfidenceInterval.ofMiddle(ascending).low()).isEqualTo(1, within(1e-12));
        assertThat(ConfidenceInterval.ofMiddle(ascending).high()).isEqualTo(39, within(1e-12));
        // of two values the place is 0.025
        assertThat(ConfidenceInterval.ofMiddle(new double[] {0, 1}).low()).isEqualTo(0.025, within(1e-12));
    }

    @Test
    void wrongUseIsRefused() {
        PoissonBootstrap bootstrap = new PoissonBootstrap(2, 10, 5);
        assertThatThrownBy(() -> bootstrap.add(1, new double[1])).hasMessage("there are 1 values, but 2 measures");
        assertThatThrownBy(() -> bootstrap.merge(new PoissonBootstrap(2, 10, 6)))
                .hasMessage("10 replicates of 2 measures with seed 5 do not fit 10 of 2 with seed 6");
    }
}
