package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendProgressTest {
    private static final long MIB = 1 << 20;

    private final List<String> told = new ArrayList<>();
    private final SendProgress progress = new SendProgress(new ProgressListener() {
        @Override
        public void begin(String phase, long total) {
            told.add(phase + " of " + total / MIB);
        }

        @Override
        public void advance(long done, Map<String, Double> facts) {
            told.add("" + done / MIB);
        }

        @Override
        public void end() {
            told.add("end");
        }
    });

    @Test
    void nobodyIsToldOfWhatGoesInTheBackground() {
        progress.begin(100 * MIB);
        progress.add(100 * MIB);
        progress.end();

        assertThat(told).isEmpty();
    }

    @Test
    void whoBeginsToWaitInTheMiddleIsToldFromThereOn() {
        progress.begin(100 * MIB);
        progress.add(40 * MIB);
        progress.watch();
        progress.add(60 * MIB);
        progress.end();

        assertThat(told).containsExactly("sending files of 100", "40", "100", "end");
    }

    @Test
    void aFewSmallFilesAreNotWorthTelling() {
        progress.watch();
        progress.begin(8 * MIB - 1);
        progress.add(8 * MIB - 1);
        progress.end();

        assertThat(told).isEmpty();
    }

    @Test
    void whoStopsWaitingHearsTheEndAndNothingMore() {
        progress.watch();
        progress.begin(10 * MIB);
        progress.unwatch();
        progress.add(10 * MIB);
        progress.end();
        progress.begin(10 * MIB);

        assertThat(told).containsExactly("sending files of 10", "0", "end");
    }
}
