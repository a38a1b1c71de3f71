package org.campanile.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private final StringWriter text = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    private TerminalProgress progress(boolean isTerminal) {
        return new TerminalProgress(new PrintWriter(text, true), isTerminal, clock::get);
    }

    private void pass(long seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void aTerminalGetsABarThatIsRedrawnInPlace() {
        TerminalProgress progress = progress(true);

        progress.begin("training", 200);
        pass(10);
        progress.advance(50, Map.of("epoch", 3.0, "loss", 0.25, "samples_per_second", 12_345.6));

        // a quarter of the 10 characters, rounded down; 10 s for 50 of 200 leaves 30 s for the other 150
        assertThat(text.toString())
                .contains("\rtraining [==        ] 25 %  epoch 3  loss 0.2500  12,346 samples/s  0:30 left");
    }

    @Test
    void otherOutputsGetALineAtMostEveryThirtySeconds() {
        TerminalProgress progress = progress(false);

        progress.begin("training", 100);
        for (int done = 1; done <= 100; done++) {
            pass(1);
            progress.advance(done, Map.of());
        }
        progress.end();

        assertThat(text.toString().lines())
                .containsExactly(
                        "training...",
                        "training 30 %  1:10 left",
                        "training 60 %  0:40 left",
                        "training 90 %  0:10 left",
                        "training 100 %  took 1:40");
    }

    @Test
    void noLineIsWiderThanATerminal() {
        TerminalProgress progress = progress(true);

        progress.begin("evaluating the most popular items on validation and test", 3);
        pass(1);
        progress.advance(1, Map.of("epoch", 1e6, "loss", 1e9, "samples_per_second", 1e12));

        assertThat(text.toString().split("\r"))
                .allSatisfy(line -> assertThat(line.strip()).hasSizeLessThan(80));
    }

    @Test
    void whatIsAnnouncedStandsBeforeTheBar() {
        TerminalProgress progress = progress(true);

        progress.announce(List.of("item: sharded", "user: replicated"));
        progress.begin("training", 10);

        assertThat(text.toString()).startsWith("item: sharded\nuser: replicated\n\rtraining [");
    }
}
