package org.campanile.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.campanile.core.collective.CollectiveException;
import org.campanile.core.collective.Workers;
import org.junit.jupiter.api.Test;

class BackgroundExchangeTest {
    @Test
    void aPeerThatVanishesIsNoticedWhenTheExchangeIsWaitedFor() throws Exception {
        List<Boolean> noticed = Workers.run(2, collective -> {
            if (collective.world().rank() == 1) {
                collective.close();
                return true;
            }
            try (BackgroundExchange exchange = new BackgroundExchange()) {
                exchange.start(() -> collective.allReduceSum(new float[100], 0, 100));
                assertThatThrownBy(exchange::await)
                        .isInstanceOf(CollectiveException.class)
                        .hasMessageContaining("rank 0 of 2: all-reduce with rank 1");
                return !exchange.isRunning();
            }
        });

        assertThat(noticed).containsExactly(true, true);
    }

    @Test
    void closingBreaksOffAnExchangeThatNobodyAnswers() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        List<Boolean> ended = Workers.run(2, collective -> {
            if (collective.world().rank() == 1) {
                closed.await();
                return true;
            }
            BackgroundExchange exchange = new BackgroundExchange();
            exchange.start(collective::barrier);
            exchange.close();
            closed.countDown();
            return Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("parameter-exchange"));
        });

        assertThat(ended).containsExactly(true, true);
    }

    @Test
    void waitingForNothingReturnsAtOnce() {
        try (BackgroundExchange exchange = new BackgroundExchange()) {
            exchange.await();

            assertThat(exchange.isRunning()).isFalse();
        }
    }
}
