package org.campanile.core.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.campanile.core.sampling.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectiveFailureTest {
    /** Long enough that a test which runs into it fails by its duration. */
    private static final Duration LONG = Duration.ofSeconds(45);

    private static final Duration SHORT = Duration.ofMillis(300);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void whenOneWorkerFailsAllFailAtOnce(int size) throws Exception {
        long start = System.nanoTime();
        List<Throwable> failures = Workers.failures(size, LONG, collective -> {
            float[] values = new float[1000];
            collective.allReduceSum(values, 0, 1000);
            if (collective.world().rank() == 1) {
                throw new IllegalStateException("worker 1 breaks");
            }
            collective.allReduceSum(values, 0, 1000);
            return null;
        });

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(3));
        assertThat(failures.get(1)).hasMessage("worker 1 breaks");
        for (int rank = 0; rank < size; rank++) {
            if (rank != 1) {
                assertThat(failures.get(rank))
                        .isInstanceOf(CollectiveException.class)
                        .hasMessageStartingWith("rank %d of %d: all-reduce with rank ", rank, size)
                        .hasMessageContaining("(in this JVM) failed after")
                        .hasMessageContaining("the peer closed the connection");
            }
        }
    }

    @Test
    void aStalledPeerIsNamedAfterTheTimeLimit() throws Exception {
        CountDownLatch others = new CountDownLatch(2);
        List<Throwable> failures = Workers.failures(3, SHORT, collective -> {
            if (collective.world().rank() == 2) {
                others.await();
            }
            try {
                collective.barrier();
            } finally {
                others.countDown();
            }
            return null;
        });

        assertThat(failures.get(0))
                .isInstanceOf(CollectiveException.class)
                .hasMessageMatching("rank 0 of 3: barrier with rank 2 \\(in this JVM\\) failed after [0-9.]+ s: .*");
        assertThat(failures).allMatch(CollectiveException.class::isInstance);
        assertThat(failures).anyMatch(failure -> failure.getMessage().contains("no answer within the time limit"));
    }

    @Test
    void anInterruptedWorkerEndsWithItsPeers() throws Exception {
        List<Throwable> failures = Workers.failures(3, LONG, collective -> {
            if (collective.world().rank() == 1) {
                Thread.currentThread().interrupt();
            }
            collective.barrier();
            return null;
        });

        assertThat(failures.get(1)).hasMessageContaining("this worker was interrupted");
        assertThat(failures.get(0)).hasMessageContaining("the peer closed the connection");
        assertThat(failures.get(2)).hasMessageContaining("the peer closed the connection");
    }

    @Test
    void workersOutOfStepAreFoundOut() throws Exception {
        List<Throwable> failures = Workers.failures(2, LONG, collective -> {
            float[] values = new float[20];
            if (collective.world().rank() == 0) {
                collective.allReduceSum(values, 0, 20);
            } else {
                collective.broadcast(1, values, 0, 20);
            }
            return null;
        });

        // segments of an all-reduce of 20 numbers over 2 workers have 10
        assertThat(failures.get(0))
                .hasMessageContaining("the workers are out of step: "
                        + "expected all-reduce of 10 floats, but the peer sent broadcast of 20 floats");
        assertThat(failures.get(1)).isInstanceOf(CollectiveException.class);
    }

    @Test
    void aFailedCollectiveCannotBeUsedAgain() throws Exception {
        List<Throwable> failures = Workers.failures(2, SHORT, collective -> {
            if (collective.world().rank() == 0) {
                assertThatThrownBy(collective::barrier).isInstanceOf(CollectiveException.class);
            } else {
                collective.close();
            }
            collective.barrier();
            return null;
        });

        for (int rank = 0; rank < 2; rank++) {
            assertThat(failures.get(rank))
                    .isInstanceOf(CollectiveException.class)
                    .hasMessage("rank %d of 2: barrier after the collective was closed or had failed", rank);
        }
    }

    @Test
    void aWorkerThatNeverComesIsNamed() {
        World world = new World(0, 3);

        assertThatThrownBy(() -> InProcessTransport.join(UUID.randomUUID().toString(), world, SHORT))
                .isInstanceOf(CollectiveException.class)
                .hasMessage(
                        "rank 0: meeting of the workers in this JVM failed: ranks [1, 2] did not arrive within 0.300 s");
    }

    @Test
    void noMeetingOutlivesItsWorkers() throws Exception {
        int before = InProcessMeetings.open();
        Workers.run(4, collective -> {
            collective.barrier();
            return null;
        });
        aWorkerThatNeverComesIsNamed();

        assertThat(InProcessMeetings.open()).isEqualTo(before);
    }

    @Test
    void jobsOfTheSameJvmDoNotMeet() throws Exception {
        List<Integer> sums = Workers.run(
                2,
                outer -> Workers.run(3, CollectiveFailureTest::sumOfRanks)
                        .get(outer.world().rank()));

        assertThat(sums).containsExactly(3, 3); // 0 + 1 + 2
    }

    private static int sumOfRanks(Collective collective) {
        float[] values = {collective.world().rank()};
        collective.allReduceSum(values, 0, 1);
        return (int) values[0];
    }
}
