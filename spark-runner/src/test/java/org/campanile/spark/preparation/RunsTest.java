package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class RunsTest {
    @Test
    void elementsWithTheSameKeyAreARun() {
        Runs<Integer, Integer> tens = new Runs<>(List.of(11, 12, 20, 31, 32, 33).iterator(), number -> number / 10);
        List<String> runs = new ArrayList<>();
        while (tens.hasNext()) {
            StringBuilder run = new StringBuilder().append(tens.key()).append(':');
            tens.next().forEachRemaining(number -> run.append(' ').append(number));
            runs.add(run.toString());
        }

        assertThat(runs).containsExactly("1: 11 12", "2: 20", "3: 31 32 33");
    }

    @Test
    void nothingHasNoRuns() {
        Runs<Integer, Integer> runs = new Runs<>(List.<Integer>of().iterator(), number -> number);

        assertThat(runs.hasNext()).isFalse();
        assertThatThrownBy(runs::key).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aRunEndsWithItsKey() {
        Iterator<Integer> run = new Runs<>(List.of(1, 2).iterator(), number -> number).next();

        assertThat(run.next()).isEqualTo(1);
        assertThat(run.hasNext()).isFalse();
        assertThatThrownBy(run::next).isInstanceOf(NoSuchElementException.class);
    }
}
