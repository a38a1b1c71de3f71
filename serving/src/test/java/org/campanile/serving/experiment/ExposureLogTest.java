package org.campanile.serving.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.campanile.core.shard.TableColumn;
import org.campanile.core.shard.TableFile;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.ForwardingFileStore;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ExposureLogTest {
    private static final Duration FOREVER = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private List<List<TableColumn>> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            FileStore store = new LocalFileStore(folder);
            return files.map(file -> TableFile.read(store, file.getFileName().toString()))
                    .toList();
        }
    }

    private static List<String> texts(List<TableColumn> file, int column) {
        return List.of(((TableColumn.Texts) file.get(column)).values());
    }

    private static long[] numbers(List<TableColumn> file, int column) {
        return ((TableColumn.Longs) file.get(column)).values();
    }

    @Test
    void everyShownItemIsARow() throws IOException {
        try (ExposureLog log = ExposureLog.open(new LocalFileStore(folder), ExposureLogSettings.DEFAULTS)) {
            assertThat(log.offer(Exposures.of("u1", "a", Exposures.NOON, "i7", "i3")))
                    .isTrue();
            log.offer(Exposures.of("u2", "b", Exposures.NOON.plusMillis(5), "i9"));
        }

        List<TableColumn> file = files().get(0);
        assertThat(file)
                .extracting(TableColumn::name)
                .containsExactly(
                        "request", "user", "time", "experiment", "arm", "shares", "version", "position", "item");
        assertThat(texts(file, 0)).containsExactly("request-u1", "request-u1", "request-u2");
        assertThat(texts(file, 1)).containsExactly("u1", "u1", "u2");
        long noon = Exposures.NOON.toEpochMilli();
        assertThat(numbers(file, 2)).containsExactly(noon, noon, noon + 5);
        assertThat(texts(file, 3)).containsOnly("ranker");
        assertThat(texts(file, 4)).containsExactly("a", "a", "b");
        assertThat(texts(file, 5)).containsOnly("{\"a\":0.5,\"b\":0.5}");
        assertThat(texts(file, 6)).containsExactly("version-a", "version-a", "version-b");
        assertThat(numbers(file, 7)).containsExactly(1, 2, 1);
        assertThat(texts(file, 8)).containsExactly("i7", "i3", "i9");
    }

    @Test
    void aFileEndsWhenItHasEnoughRows() throws IOException {
        ExposureLogSettings settings = new ExposureLogSettings(100, 10, FOREVER);
        try (ExposureLog log = ExposureLog.open(new LocalFileStore(folder), settings)) {
            for (int i = 0; i < 8; i++) {
                log.offer(Exposures.of("u" + i, "a", Exposures.NOON, "x", "y", "z"));
            }
        }

        // Of three rows each the fourth exposure brings a file to 12.
        assertThat(files()).hasSize(2).allMatch(file -> file.get(0).rows() == 12);
    }

    @Test
    void aFileEndsWhenItIsOld() {
        ExposureRows rows = new ExposureRows(new ExposureLogSettings(1, 10, Duration.ofSeconds(60)));

        assertThat(rows.patience(Exposures.NOON)).isEqualTo(Duration.ofSeconds(60));
        rows.add(Exposures.of("u", "a", Exposures.NOON, "x"), Exposures.NOON);
        rows.add(Exposures.of("u", "a", Exposures.NOON, "x"), Exposures.NOON.plusSeconds(50));
        assertThat(rows.patience(Exposures.NOON.plusSeconds(59))).isEqualTo(Duration.ofSeconds(1));
        assertThat(rows.patience(Exposures.NOON.plusSeconds(61))).isZero();
        rows.clear();
        assertThat(rows.patience(Exposures.NOON.plusSeconds(61))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    @Timeout(60)
    void anOldFileIsWrittenWithoutFurtherExposures() throws Exception {
        CountDownLatch created = new CountDownLatch(1);
        FileStore store = new ForwardingFileStore(new LocalFileStore(folder)) {
            @Override
            public FileOutput create(String path) throws IOException {
                created.countDown();
                return super.create(path);
            }

            @Override
            public FileStore folder(String path) {
                return store().folder(path);
            }
        };
        try (ExposureLog log = ExposureLog.open(store, new ExposureLogSettings(10, 1_000, Duration.ofMillis(1)))) {
            log.offer(Exposures.of("u", "a", Exposures.NOON, "x"));

            created.await();
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    @Timeout(60)
    void aSlowDiskDropsExposuresInsteadOfHoldingRequestsUp() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch mended = new CountDownLatch(1);
        FileStore slow = new ForwardingFileStore(new LocalFileStore(folder)) {
            @Override
            public FileOutput create(String path) throws IOException {
                stuck.countDown();
                try {
                    mended.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return super.create(path);
            }

            @Override
            public FileStore folder(String path) {
                return store().folder(path);
            }
        };
        ExposureLog log = ExposureLog.open(slow, new ExposureLogSettings(5, 1, FOREVER));
        List<Boolean> taken = new ArrayList<>();
        try (log) {
            log.offer(Exposures.of("u", "a", Exposures.NOON, "x"));
            stuck.await();
            for (int i = 0; i < 8; i++) {
                taken.add(log.offer(Exposures.of("u", "a", Exposures.NOON, "x", "y")));
            }
            mended.countDown();
        }

        assertThat(taken).containsExactly(true, true, true, true, true, false, false, false);
        assertThat(log.dropped()).as("three exposures of two items").isEqualTo(6);
        assertThat(log.written()).as("one item, and five times two").isEqualTo(11);
    }

    @Test
    void whatCannotBeWrittenIsCounted() throws IOException {
        Path file = Files.writeString(folder.resolve("occupied"), "a file where the folder should be");
        ExposureLog log = ExposureLog.open(new LocalFileStore(file), ExposureLogSettings.DEFAULTS);
        try (log) {
            log.offer(Exposures.of("u", "a", Exposures.NOON, "x", "y"));
        }

        assertThat(log.dropped()).isEqualTo(2);
        assertThat(log.written()).isZero();
        assertThat(log.offer(Exposures.of("u", "a", Exposures.NOON, "x"))).isFalse();
    }
}
