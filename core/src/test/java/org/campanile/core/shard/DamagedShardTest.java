package org.campanile.core.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.storage.FaultyFileStore;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.core.storage.RetryPolicy;
import org.campanile.core.storage.RetryingFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedShardTest {
    private static final int ROWS = 40;
    private static final int ROWS_PER_GROUP = 15;

    @TempDir
    private Path folder;

    private FileStore store;
    private ShardInfo shard;
    private List<String> written;

    @BeforeEach
    void writeShard() {
        store = new LocalFileStore(folder);
        Batch rows = Rows.random(Rows.ALL_KINDS, ROWS, 3);
        written = Rows.texts(rows);
        try (ShardWriter writer =
                new ShardWriter(store, "a.parquet", Rows.ALL_KINDS, ShardKind.SAMPLES, ROWS_PER_GROUP)) {
            writer.append(rows);
            shard = writer.finish();
        }
    }

    /** One bit of every twelfth byte of the file or so, one after the other: the rows are right, or there is a message. */
    @Test
    void noFlippedBitGoesUnnoticed() throws IOException {
        Path file = folder.resolve("a.parquet");
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(5);
        int noticed = 0;
        int tried = 0;
        for (int at = 0; at < bytes.length; at += 1 + random.nextInt(23)) {
            int bit = 1 << random.nextInt(8);
            bytes[at] ^= (byte) bit;
            Files.write(file, bytes);
            bytes[at] ^= (byte) bit;
            noticed += isNoticed(file, at) ? 1 : 0;
            tried++;
        }
        // Names, statistics and versions in the footer matter to nobody here; pages and their places do.
        assertThat(noticed).isGreaterThan(tried / 2);
    }

    private boolean isNoticed(Path file, int at) {
        try {
            assertThat(read(store)).as("rows with byte %d changed", at).isEqualTo(written);
            return false;
        } catch (CampanileException e) {
            assertThat(e).as("byte %d", at).hasMessageStartingWith(file + " is damaged: ");
            return true;
        }
    }

    @Test
    void aFaultOfTheStorageIsNotCalledDamageAndNamesTheRowGroup() {
        AtomicBoolean isDown = new AtomicBoolean();
        FileStore faulty = new FaultyFileStore(store, operation -> {
            if (isDown.get()) {
                throw new IOException("connection refused");
            }
        });
        FileStore retrying =
                new RetryingFileStore(faulty, new RetryPolicy(3, Duration.ofNanos(1), Duration.ofSeconds(9), 1));

        try (ShardReader reader = new ShardReader(retrying, shard, Rows.ALL_KINDS, ShardKind.SAMPLES)) {
            isDown.set(true);
            assertThatThrownBy(() -> reader.read(1, new Batch(Rows.ALL_KINDS, ROWS_PER_GROUP)))
                    .isInstanceOf(CampanileException.class)
                    .hasMessageMatching(
                            ".*a\\.parquet cannot be read, row group 1: 3 attempts in 0\\.0 s failed, the last"
                                    + " one with: connection refused; data\\.reading says how often and how long it is tried");

            isDown.set(false);
            Batch rows = new Batch(Rows.ALL_KINDS, ROWS_PER_GROUP);
            reader.read(1, rows);
            assertThat(Rows.texts(rows)).isEqualTo(written.subList(15, 30));
        }
    }

    private List<String> read(FileStore from) {
        Batch rows = new Batch(Rows.ALL_KINDS, ROWS);
        Batch group = new Batch(Rows.ALL_KINDS, ROWS_PER_GROUP);
        try (ShardReader reader = new ShardReader(from, shard, Rows.ALL_KINDS, ShardKind.SAMPLES)) {
            for (int number = 0; number < shard.rowGroups().size(); number++) {
                reader.read(number, group);
                rows.append(group, 0, group.size());
            }
        }
        return Rows.texts(rows);
    }
}
