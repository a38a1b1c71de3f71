package org.campanile.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryingFileStoreTest {
    private static final byte[] BYTES = new byte[1000];

    @TempDir
    private Path folder;

    private final ManualPause pause = new ManualPause();

    /** A clock that only waiting moves. */
    private static final class ManualPause implements Pause {
        private final List<Duration> waits = new ArrayList<>();
        private long nanos;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void await(Duration delay) {
            waits.add(delay);
            nanos += delay.toNanos();
        }
    }

    @BeforeEach
    void writeFile() throws IOException {
        new Random(1).nextBytes(BYTES);
        Files.write(folder.resolve("file"), BYTES);
    }

    /** Every fourth operation fails: after opening, finding the place and one read it is the next read's turn. */
    @Test
    void aFileThatFailsAgainAndAgainIsReadWhole() throws IOException {
        int[] operations = new int[1];
        FileStore store = store(
                operation -> {
                    if (++operations[0] % 4 == 0) {
                        throw new IOException("connection reset");
                    }
                },
                policy(5, 1000));

        try (InputStream in = store.read("file")) {
            assertThat(in.readAllBytes()).isEqualTo(BYTES);
        }
        assertThat(pause.waits).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void positionedReadsSurviveRandomFaults(long seed) throws IOException {
        Random random = new Random(seed);
        FileStore store = store(
                operation -> {
                    if (random.nextInt(4) == 0) {
                        throw new IOException("timed out");
                    }
                },
                policy(100, 100_000));

        try (SeekableByteChannel channel = store.open("file")) {
            assertThat(channel.size()).isEqualTo(1000);
            for (int read = 0; read < 200; read++) {
                int position = random.nextInt(990);
                channel.position(position);
                ByteBuffer target = ByteBuffer.allocate(1 + random.nextInt(10));
                int length = channel.read(target);
                assertThat(channel.position()).isEqualTo(position + length);
                for (int i = 0; i < length; i++) {
                    assertThat(target.get(i)).isEqualTo(BYTES[position + i]);
                }
            }
        }
    }

    /** Bounds of 100, 200, 400 and 800 milliseconds, of which each wait is a random share. */
    @Test
    void waitsAreRandomBelowABoundThatDoubles() {
        FileStore store = store(failing(), policy(5, 1000));

        assertThatThrownBy(() -> store.size("file"))
                .isInstanceOf(StorageFaultException.class)
                .hasMessageMatching("5 attempts in 0\\.\\d s failed, the last one with: no route");
        assertThat(pause.waits).hasSize(4);
        for (int wait = 0; wait < 4; wait++) {
            assertThat(pause.waits.get(wait)).isBetween(Duration.ZERO, Duration.ofMillis(100L << wait));
        }
        List<Duration> first = List.copyOf(pause.waits);
        assertThatThrownBy(() -> store.size("file")).isInstanceOf(StorageFaultException.class);
        assertThat(pause.waits.subList(4, 8)).isNotEqualTo(first);
    }

    /** Waits reach at most 30 seconds; with 1,000 attempts about 67 of 15 on average fill 1,000 seconds. */
    @Test
    void noAttemptBeginsAfterTheTimeLimit() {
        FileStore store = store(failing(), policy(1000, 1000));

        assertThatThrownBy(() -> store.exists("file")).isInstanceOf(StorageFaultException.class);

        assertThat(Duration.ofNanos(pause.nanos)).isBetween(Duration.ofSeconds(970), Duration.ofSeconds(1000));
        assertThat(pause.waits).hasSizeBetween(40, 120).allMatch(wait -> wait.compareTo(Duration.ofSeconds(30)) <= 0);
    }

    @Test
    void whatAnotherAttemptWouldNotMendFailsAtOnce() {
        FileStore store = store(
                operation -> {
                    throw new FileNotFoundException("gone");
                },
                policy(5, 1000));

        assertThatThrownBy(() -> store.open("file")).isInstanceOf(FileNotFoundException.class);
        assertThat(pause.waits).isEmpty();
    }

    @Test
    void anInterruptedThreadIsNotKeptWaiting() {
        FileStore store = store(failing(), policy(5, 1000));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> store.size("file")).hasMessage("no route");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(pause.waits).isEmpty();
    }

    @Test
    void writingIsTriedOnce() throws IOException {
        FileStore store = store(failing(), policy(5, 1000));

        assertThatThrownBy(() -> store.create("other")).hasMessage("no route");
        assertThat(pause.waits).isEmpty();
    }

    private static FaultyFileStore.Faults failing() {
        return operation -> {
            throw new IOException("no route");
        };
    }

    private static RetryPolicy policy(int attempts, int seconds) {
        return new RetryPolicy(attempts, Duration.ofMillis(100), Duration.ofSeconds(seconds), 3);
    }

    private FileStore store(FaultyFileStore.Faults faults, RetryPolicy policy) {
        return new RetryingFileStore(
                new FaultyFileStore(new LocalFileStore(folder), faults), new Retries(policy, pause));
    }
}
