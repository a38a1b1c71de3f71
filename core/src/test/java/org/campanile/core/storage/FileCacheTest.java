package org.campanile.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
    private static final int FILE_BYTES = 1000;

    @TempDir
    private Path remote;

    @TempDir
    private Path folder;

    private final Map<String, FileContent> contents = new HashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final TickingClock clock = new TickingClock();

    /** Every look at it is a second later. */
    private static final class TickingClock extends Clock {
        private final AtomicInteger seconds = new AtomicInteger(1_000_000_000);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds.getAndIncrement());
        }
    }

    /** Files a to f of 1,000 bytes. */
    @BeforeEach
    void writeFiles() throws IOException {
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            byte[] bytes = new byte[FILE_BYTES];
            Arrays.fill(bytes, (byte) name.charAt(0));
            Files.write(remote.resolve(name), bytes);
            contents.put(name, new FileContent(FILE_BYTES, Checksums.sha256(new LocalFileStore(remote), name)));
        }
    }

    @Test
    void aFileIsFetchedOnce() throws IOException {
        FileStore store = cached(10 * FILE_BYTES);

        assertThat(read(store, "a")).isEqualTo("a".repeat(FILE_BYTES));
        assertThat(read(store, "a")).isEqualTo("a".repeat(FILE_BYTES));
        assertThat(read(cached(10 * FILE_BYTES), "a")).isEqualTo("a".repeat(FILE_BYTES));

        assertThat(opened).hasValue(1);
        assertThat(copies()).containsExactly("a");
    }

    @Test
    void theFilesUsedLongestAgoGiveWay() throws IOException {
        FileStore store = cached(3 * FILE_BYTES + 500);
        for (String name : List.of("a", "b", "c", "a", "d")) {
            read(store, name);
        }
        assertThat(copies()).containsExactly("a", "c", "d");

        read(store, "e");
        assertThat(copies()).containsExactly("a", "d", "e");
        assertThat(read(store, "b")).isEqualTo("b".repeat(FILE_BYTES));
        assertThat(copies()).containsExactly("b", "d", "e");
    }

    @Test
    void aFileThatGivesWayStaysReadableForWhoHasItOpen() throws IOException {
        FileStore store = cached(FILE_BYTES);
        try (SeekableByteChannel channel = store.open("a")) {
            read(store, "b");
            assertThat(copies()).containsExactly("b");
            ByteBuffer bytes = ByteBuffer.allocate(FILE_BYTES);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until the end.
            }
            assertThat(new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII))
                    .isEqualTo("a".repeat(FILE_BYTES));
        }
    }

    @Test
    void aFileLargerThanTheLimitIsReadWhereItIs() throws IOException {
        FileStore store = cached(FILE_BYTES - 1);

        assertThat(read(store, "a")).isEqualTo("a".repeat(FILE_BYTES));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatComesDamagedIsNotKept() throws IOException {
        FileStore store = cached(10 * FILE_BYTES);
        byte[] bytes = Files.readAllBytes(remote.resolve("a"));
        bytes[500] ^= 4;
        Files.write(remote.resolve("a"), bytes);

        assertThatThrownBy(() -> read(store, "a"))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("its checksum is ")
                .hasMessageEndingWith(" instead of " + contents.get("a").sha256());
        assertThat(copies()).isEmpty();
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void aCopyCutShortIsFetchedAgain() throws IOException {
        FileStore store = cached(10 * FILE_BYTES);
        read(store, "a");
        Files.write(folder.resolve(contents.get("a").sha256()), new byte[10]);

        assertThat(read(store, "a")).isEqualTo("a".repeat(FILE_BYTES));
        assertThat(opened).hasValue(2);
    }

    @Test
    void whatADeadProcessWasFetchingIsDeletedAfterADay() throws IOException {
        Path old =
                Files.write(Files.createDirectories(folder.resolve("incoming")).resolve("old"), new byte[10]);
        Path recent = Files.write(folder.resolve("incoming/recent"), new byte[10]);
        Files.setLastModifiedTime(old, FileTime.from(clock.instant().minusSeconds(90_000)));
        Files.setLastModifiedTime(recent, FileTime.from(clock.instant().minusSeconds(80_000)));

        read(cached(10 * FILE_BYTES), "a");

        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    /** Four workers with a cache object each, room for two of six files, 200 reads each. */
    @Test
    void severalWorkersMayUseOneFolder() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> reading = new ArrayList<>();
            for (int worker = 0; worker < 4; worker++) {
                int first = worker;
                reading.add(workers.submit(() -> {
                    FileStore store = cached(2 * FILE_BYTES);
                    for (int i = 0; i < 200; i++) {
                        String name = String.valueOf((char) ('a' + (first + i * 5 / 3) % 6));
                        assertThat(read(store, name)).isEqualTo(name.repeat(FILE_BYTES));
                    }
                    return null;
                }));
            }
            for (Future<?> each : reading) {
                each.get();
            }
        } finally {
            workers.shutdownNow();
        }
        assertThat(copies()).hasSizeLessThanOrEqualTo(2);
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    private FileStore cached(long limit) {
        FileStore counting = new FaultyFileStore(new LocalFileStore(remote), operation -> {
            if (operation.equals("open")) {
                opened.incrementAndGet();
            }
        });
        return new CachedFileStore(counting, new FileCache(folder, limit, clock), contents);
    }

    private static String read(FileStore store, String path) throws IOException {
        try (InputStream in = store.read(path)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** Names of the files that have copies, sorted. */
    private List<String> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            return contents.entrySet().stream()
                    .filter(entry -> names.contains(entry.getValue().sha256()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }
}
