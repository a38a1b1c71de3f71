package org.campanile.spark.collective;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.CollectiveException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RendezvousFailureTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** A worker waits this long for a peer only in tests of failures that must be noticed at once. */
    private static final Duration LONG = LoopbackWorkers.LONG;

    private long start;

    @BeforeEach
    void startClock() {
        start = System.nanoTime();
    }

    @AfterEach
    void nobodyWaitedForTheLongLimit() {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(3));
    }

    @Test
    void aPeerWithAnotherSecretIsRefused() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.apart(2, SHORT);
        List<Throwable> failures = workers.failures(rank -> {
            CollectiveSettings right = workers.settings();
            CollectiveSettings wrong = new CollectiveSettings(right.jobId(), JobSecret.generate(), SHORT);
            workers.join(rank, rank == 1 ? wrong : right, endpoints -> {}).close();
            return null;
        });

        assertThatFailure(failures.get(0))
                .hasMessage(
                        "rank 0 of 2: rendezvous failed: call to rank 1 (%s): "
                                + "it did not prove that it knows this job's secret",
                        workers.endpoints().get(1).address());
        assertThatFailure(failures.get(1))
                .hasMessageMatching("rank 1 of 2: rendezvous failed: "
                        + "no connection with rank 0 \\(127\\.0\\.0\\.1:\\d+\\) within 2\\.000 s; last caller refused: "
                        + "/127\\.0\\.0\\.1:\\d+, because the other side closed the connection during the handshake");
    }

    @Test
    void workersOfDifferentStageAttemptsRefuseOneAnother() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.apart(2, SHORT);
        List<Throwable> failures = workers.failures(rank -> {
            CollectiveSettings settings = workers.settings();
            String job = rank == 1 ? settings.jobId() + "/other" : settings.jobId();
            workers.join(rank, new CollectiveSettings(job, settings.secret(), SHORT), endpoints -> {})
                    .close();
            return null;
        });

        assertThatFailure(failures.get(0)).hasMessageContaining("it did not prove");
        assertThatFailure(failures.get(1)).hasMessageContaining("no connection with rank 0");
    }

    @Test
    void strangersAreTurnedAwayAndTheWorkersStillMeet() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.apart(2, LONG);
        try (Socket silent = new Socket()) {
            List<Throwable> failures = workers.failures(rank -> {
                try (Collective collective = workers.join(rank, workers.settings(), endpoints -> {
                    if (rank == 0) {
                        visit(silent, endpoints.get(1));
                    }
                })) {
                    collective.barrier();
                    return null;
                }
            });

            assertThat(failures).containsOnlyNulls();
        }
    }

    /** Calls a listening worker in every wrong way, before the right caller does. */
    private static void visit(Socket silent, Endpoint worker) {
        try {
            silent.connect(new InetSocketAddress(worker.host(), worker.port()));
            byte[] http = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
            assertThat(answerTo(worker, http)).as("answer to something else").isEmpty();
            assertThat(answerTo(worker, greeting(5, 1)))
                    .as("answer to a rank that does not exist")
                    .isEmpty();
            assertThat(answerTo(worker, greeting(0, 7)))
                    .as("answer to a call for another")
                    .isEmpty();
            byte[] wrongProof = ByteBuffer.allocate(80).put(greeting(0, 1)).array();
            assertThat(answerTo(worker, wrongProof))
                    .as("challenge and proof, then the end")
                    .hasSize(64);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] greeting(int dialler, int answerer) {
        return ByteBuffer.allocate(48)
                .put("CAMPRING".getBytes(StandardCharsets.US_ASCII))
                .putInt(dialler)
                .putInt(answerer)
                .array();
    }

    /** What a worker sends in answer before it hangs up. */
    private static byte[] answerTo(Endpoint worker, byte[] message) throws IOException {
        try (Socket socket = new Socket(worker.host(), worker.port())) {
            socket.getOutputStream().write(message);
            InputStream in = socket.getInputStream();
            return in.readAllBytes();
        }
    }

    @Test
    void aPeerThatDoesNotListenIsNamedAtOnce() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.apart(2, LONG);
        List<Throwable> failures = workers.failures(rank -> {
            if (rank == 0) {
                workers.join(0).close();
            } else {
                workers.announce(1, new Endpoint(1, "jvm-1", "127.0.0.1", unusedPort(), 0).text());
            }
            return null;
        });

        assertThatFailure(failures.get(0))
                .hasMessage(
                        "rank 0 of 2: rendezvous failed: call to rank 1 (%s): Connection refused",
                        workers.endpoints().get(1).address());
    }

    private static int unusedPort() throws IOException {
        try (ServerSocketChannel listener = listen()) {
            return listener.socket().getLocalPort();
        }
    }

    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @Test
    void aPeerThatDoesNotCallIsNamedAfterTheTimeLimit() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.apart(2, SHORT);
        List<Throwable> failures = workers.failures(rank -> {
            if (rank == 1) {
                workers.join(1).close();
            } else {
                workers.announce(0, new Endpoint(0, "jvm-0", "127.0.0.1", unusedPort(), 0).text());
            }
            return null;
        });

        assertThatFailure(failures.get(1))
                .hasMessage(
                        "rank 1 of 2: rendezvous failed: no connection with rank 0 (%s) within 2.000 s",
                        workers.endpoints().get(0).address());
    }

    @Test
    void anInterruptedWorkerStopsWaitingForItsPeers() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.apart(2, SHORT);
        List<Throwable> failures = workers.failures(rank -> {
            workers.join(rank, workers.settings(), endpoints -> {
                        if (rank == 1) {
                            Thread.currentThread().interrupt();
                        }
                    })
                    .close();
            return null;
        });

        assertThatFailure(failures.get(1)).hasMessage("rank 1 of 2: rendezvous failed: this worker was interrupted");
        assertThatFailure(failures.get(0)).hasMessageContaining("call to rank 1");
    }

    @Test
    void aStalledPeerIsNamedWithItsAddressAfterTheTimeLimit() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.apart(2, SHORT);
        CountDownLatch failed = new CountDownLatch(1);
        List<Throwable> failures = workers.failures(rank -> {
            try (Collective collective = workers.join(rank)) {
                if (rank == 1) {
                    failed.await();
                }
                collective.allReduceSum(new float[100_000], 0, 100_000);
                return null;
            } finally {
                failed.countDown();
            }
        });

        String address = workers.endpoints().get(1).address();
        assertThatFailure(failures.get(0))
                .hasMessageMatching("rank 0 of 2: all-reduce with rank 1 \\(" + address.replace(".", "\\.")
                        + "\\) failed after [0-9.]+ s: no answer within the time limit");
        assertThatFailure(failures.get(1)).hasMessageContaining("rank 1 of 2: all-reduce with rank 0");
    }

    /* Everybody exchanges with everybody, so that the others wait for the one that stalls, and for those that gave it up. */
    @Test
    void aPeerThatStallsInAnAllToAllEndsEveryRankWithinItsTimeLimit() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.linkedWithAll(SHORT, "a", "b", "c", "c");
        CountDownLatch others = new CountDownLatch(3);
        List<Throwable> failures = workers.failures(rank -> {
            try (Collective collective = workers.join(rank)) {
                if (rank == 2) {
                    others.await();
                }
                int[] offsets = {0, 10, 20, 30, 40};
                collective.allToAll(new float[40], offsets, new float[40], offsets);
                return null;
            } finally {
                others.countDown();
            }
        });

        for (int rank = 0; rank < 4; rank++) {
            assertThatFailure(failures.get(rank)).hasMessageStartingWith("rank %d of 4: all-to-all with rank ", rank);
        }
        assertThat(failures)
                .anyMatch(failure -> failure.getMessage().contains("with rank 2 (")
                        && failure.getMessage().endsWith("no answer within the time limit"));
    }

    /* As a thread that asks for rows ahead is, when training ends before. Rank 2 sends nothing until it has interrupted rank 0. */
    @Test
    void anInterruptedAllToAllEndsAtOnceOnEveryRank() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.linkedWithAll(LONG, "a", "b", "c");
        CompletableFuture<Thread> waiting = new CompletableFuture<>();
        List<Throwable> failures = workers.failures(rank -> {
            try (Collective collective = workers.join(rank)) {
                int[] offsets = {0, 10, 20, 30};
                if (rank == 0) {
                    waiting.complete(Thread.currentThread());
                }
                if (rank == 2) {
                    waiting.get(LONG.toSeconds(), TimeUnit.SECONDS).interrupt();
                }
                collective.allToAll(new int[30], offsets, new int[30], offsets);
                collective.barrier();
                return null;
            }
        });

        assertThatFailure(failures.get(0))
                .hasMessageStartingWith("rank 0 of 3: all-to-all with rank ")
                .hasMessageEndingWith("this worker was interrupted");
        for (int rank : new int[] {1, 2}) {
            assertThatFailure(failures.get(rank)).hasMessageContaining("the peer closed the connection");
        }
    }

    @Test
    void whenOneWorkerVanishesAllFailAtOnce() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.apart(4, LONG);
        List<Throwable> failures = workers.failures(rank -> {
            try (Collective collective = workers.join(rank)) {
                collective.barrier();
                if (rank == 2) {
                    throw new IllegalStateException("worker 2 breaks");
                }
                collective.allReduceSum(new float[100_000], 0, 100_000);
                return null;
            }
        });

        assertThat(failures.get(2)).hasMessage("worker 2 breaks");
        for (int rank : new int[] {0, 1, 3}) {
            assertThatFailure(failures.get(rank)).hasMessageStartingWith("rank %d of 4: all-reduce with rank ", rank);
        }
        // those that notice first close their other link, which the others may notice first
        String vanished = "with rank 2 (" + workers.endpoints().get(2).address() + ") failed after";
        assertThat(failures).anyMatch(failure -> failure.getMessage().contains(vanished));
    }

    @Test
    void somethingElseThanAMessageIsFoundOut() throws Exception {
        LoopbackWorkers workers = LoopbackWorkers.apart(2, LONG);
        CountDownLatch failed = new CountDownLatch(1);
        List<Throwable> failures = workers.failures(rank -> {
            if (rank == 1) {
                answerAndSendNoise(workers, failed);
                return null;
            }
            try (Collective collective = workers.join(rank)) {
                collective.barrier();
                return null;
            } finally {
                failed.countDown();
            }
        });

        assertThatFailure(failures.get(0))
                .hasMessageContaining("rank 0 of 2: barrier with rank 1")
                .hasMessageContaining("the peer sent something else than a message");
    }

    private static void answerAndSendNoise(LoopbackWorkers workers, CountDownLatch end) throws Exception {
        Credentials credentials = new Credentials(
                workers.settings().jobId() + "/0", workers.settings().secret());
        try (ServerSocketChannel listener = listen()) {
            int port = listener.socket().getLocalPort();
            workers.announce(1, new Endpoint(1, "jvm-1", "127.0.0.1", port, 0).text());
            try (SocketChannel channel = listener.accept()) {
                assertThat(Handshake.answer(credentials, 1, rank -> true).advance(channel))
                        .isTrue();
                channel.write(ByteBuffer.wrap("this is no message at all".getBytes(StandardCharsets.US_ASCII)));
                end.await();
            }
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatFailure(Throwable failure) {
        return assertThat(failure).isInstanceOf(CollectiveException.class);
    }
}
