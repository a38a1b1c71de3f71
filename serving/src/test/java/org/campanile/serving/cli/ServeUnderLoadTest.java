package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ServeUnderLoadTest {
    private static final int CLIENTS = 24;

    /** Answers that each client has before the signal. */
    private static final int BEFORE = 30;

    @TempDir
    private Path folder;

    /** Each client has a request under way at any moment, the one of the signal too; none of them gets half an answer. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aSignalUnderLoadLeavesNoAnswerUnfinished() throws Exception {
        CountDownLatch warm = new CountDownLatch(CLIENTS);
        AtomicBoolean signalled = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (ServiceProcess service = new ServiceProcess(SmallRuns.write(folder, 1))) {
            List<Future<RelentlessClient.Answers>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(
                        threads.submit(new RelentlessClient(service.port(), BEFORE, warm::countDown, signalled::get)));
            }
            warm.await();
            signalled.set(true);
            service.terminate();

            int afterSignal = 0;
            for (Future<RelentlessClient.Answers> client : clients) {
                RelentlessClient.Answers answers = client.get();
                assertThat(answers.whole()).isGreaterThanOrEqualTo(BEFORE);
                // A connection is told that it ends, or is closed while nothing is asked on it: then one request, which
                // the service has not begun to answer, is in vain.
                assertThat(answers.unanswered()).isLessThanOrEqualTo(1);
                afterSignal += answers.afterSignal();
            }
            assertThat(afterSignal).isPositive();
            assertThat(service.awaitEnd()).isEqualTo(ServiceProcess.TERMINATED);
        } finally {
            threads.shutdownNow();
        }
    }
}
