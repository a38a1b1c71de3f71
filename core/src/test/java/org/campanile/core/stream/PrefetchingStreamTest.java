package org.campanile.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PrefetchingStreamTest {
    private static final PrefetchingStream.Work WORK =
            new PrefetchingStream.Work("test samples", ColumnSet.of(List.of()), 4, 2);

    @Test
    void readsAsFarAheadAsAskedAndNoFarther() {
        Producer producer = new Producer();
        try (PrefetchingStream stream = new PrefetchingStream(WORK, producer, 0, 100)) {
            // 2 ahead and 1 for the consumer; then the thread waits for a batch to come back.
            producer.awaitIdle();
            assertThat(producer.filled).hasValue(3);
            stream.next();
            producer.awaitIdle();
            assertThat(producer.filled).hasValue(3);
            stream.next();
            producer.awaitFilled(4);
            producer.awaitIdle();
            assertThat(producer.filled).hasValue(4);
        }
    }

    @Test
    void batchesComeInOrderAndAreReused() {
        Set<Batch> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        try (PrefetchingStream stream = new PrefetchingStream(WORK, new Producer(), 5, 50)) {
            for (int step = 5; step < 50; step++) {
                Batch batch = stream.next();
                assertThat(batch.positions()[0]).isEqualTo(step);
                assertThat(batch.size()).isEqualTo(1);
                distinct.add(batch);
            }
            assertThat(stream.next()).isNull();
        }
        assertThat(distinct).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void theProducerIsClosedAtTheEndAndWhenTheStreamIsClosedBefore() {
        Producer atEnd = new Producer();
        try (PrefetchingStream stream = new PrefetchingStream(WORK, atEnd, 0, 1)) {
            stream.next();
        }
        Producer before = new Producer();
        new PrefetchingStream(WORK, before, 0, 100).close();

        assertThat(atEnd.closed.getCount()).isZero();
        assertThat(before.closed.getCount()).isZero();
    }

    @Test
    void aFailureComesAfterTheBatchesBeforeItAndAgainAndAgain() {
        Producer producer = new Producer() {
            @Override
            public void fill(int step, Batch target) {
                if (step == 2) {
                    throw new IllegalArgumentException("broken");
                }
                super.fill(step, target);
            }
        };
        try (PrefetchingStream stream = new PrefetchingStream(WORK, producer, 0, 100)) {
            stream.next();
            stream.next();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(stream::next)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("reading test samples failed at step 2")
                        .hasRootCauseMessage("broken");
            }
        }
        assertThat(producer.closed.getCount()).isZero();
    }

    @Test
    void aMessageForTheUserStaysOne() {
        Producer producer = new Producer() {
            @Override
            public void fill(int step, Batch target) {
                throw new CampanileException("a.parquet is damaged");
            }
        };
        try (PrefetchingStream stream = new PrefetchingStream(WORK, producer, 0, 100)) {
            assertThatThrownBy(stream::next)
                    .isInstanceOf(CampanileException.class)
                    .hasMessage("a.parquet is damaged")
                    .hasStackTraceContaining("Caused by: org.campanile.core.CampanileException: a.parquet is damaged");
        }
    }

    @Test
    void anErrorOfTheBackgroundSurfacesToo() {
        Producer producer = new Producer() {
            @Override
            public void fill(int step, Batch target) {
                throw new OutOfMemoryError("no heap left");
            }
        };
        try (PrefetchingStream stream = new PrefetchingStream(WORK, producer, 0, 100)) {
            assertThatThrownBy(stream::next).hasRootCauseMessage("no heap left");
        }
    }

    @Test
    void waitingIsMeasured() {
        CountDownLatch gate = new CountDownLatch(1);
        Thread consumer = Thread.currentThread();
        Producer producer = new Producer() {
            @Override
            public void fill(int step, Batch target) {
                awaitUninterrupted(gate);
                super.fill(step, target);
            }
        };
        try (PrefetchingStream stream = new PrefetchingStream(WORK, producer, 0, 100)) {
            assertThat(stream.waitNanos()).isZero();
            long before = System.nanoTime();
            Thread opener = new Thread(() -> {
                while (consumer.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                gate.countDown();
            });
            opener.start();
            stream.next();
            assertThat(stream.waitNanos()).isPositive().isLessThanOrEqualTo(System.nanoTime() - before);
        }
    }

    @Test
    void anInterruptedConsumerKeepsItsInterruption() {
        CountDownLatch gate = new CountDownLatch(1);
        Producer producer = new Producer() {
            @Override
            public void fill(int step, Batch target) {
                awaitUninterrupted(gate);
            }
        };
        try (PrefetchingStream stream = new PrefetchingStream(WORK, producer, 0, 100)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(stream::next)
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("interrupted while waiting for test samples, step 0");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            gate.countDown();
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void awaitUninterrupted(CountDownLatch gate) {
        boolean interrupted = false;
        while (gate.getCount() > 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Batches of one row whose position is the step. */
    private static class Producer implements BatchProducer {
        final AtomicInteger filled = new AtomicInteger();
        final CountDownLatch closed = new CountDownLatch(1);
        private volatile Thread thread;

        @Override
        public void fill(int step, Batch target) {
            thread = Thread.currentThread();
            target.setSize(1);
            target.positions()[0] = step;
            filled.incrementAndGet();
        }

        @Override
        public void close() {
            closed.countDown();
        }

        void awaitFilled(int count) {
            while (filled.get() < count) {
                Thread.onSpinWait();
            }
        }

        /** Waits until the thread waits for something, having filled all it could. */
        void awaitIdle() {
            awaitFilled(3);
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
    }
}
