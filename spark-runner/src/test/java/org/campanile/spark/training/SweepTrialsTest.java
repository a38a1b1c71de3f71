package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SweepTrialsTest {
    private final List<Integer> ended = new CopyOnWriteArrayList<>();

    private SweepTrial end(int number) {
        ended.add(number);
        return SweepTrial.failed(number, Map.of(), "no matter");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void trialsAtOnceAreHandedBackInTheirOrder() {
        // The first ends after the second, which one at a time would not get to.
        CountDownLatch secondEnded = new CountDownLatch(1);
        SweepTrials trials = new SweepTrials(2, number -> {
            if (number == 1) {
                await(secondEnded);
            }
            SweepTrial trial = end(number);
            if (number == 2) {
                secondEnded.countDown();
            }
            return trial;
        });

        assertThat(trials.run(3)).extracting(SweepTrial::number).containsExactly(1, 2, 3);
        assertThat(ended.indexOf(2)).isLessThan(ended.indexOf(1));
    }

    @Test
    void whatEndsTheSweepKeepsLaterTrialsFromBeginning() {
        SweepTrials trials = new SweepTrials(1, number -> {
            if (number == 2) {
                throw new CampanileException("no such metric");
            }
            return end(number);
        });

        assertThatThrownBy(() -> trials.run(4))
                .isInstanceOf(CampanileException.class)
                .hasMessage("no such metric");
        assertThat(ended).containsExactly(1);
    }

    @Test
    void whatEndsTheSweepLetsThoseEndThatHaveBegun() {
        CountDownLatch begun = new CountDownLatch(1);
        SweepTrials trials = new SweepTrials(2, number -> {
            if (number == 1) {
                begun.countDown();
                return end(number);
            }
            await(begun);
            throw new CampanileException("no such metric");
        });

        assertThatThrownBy(() -> trials.run(2)).hasMessage("no such metric");
        assertThat(ended).containsExactly(1);
    }
}
