package org.campanile.core.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyFileTest {
    @TempDir
    private Path folder;

    private FileStore store;

    @BeforeEach
    void openStore() {
        store = new LocalFileStore(folder);
    }

    @Test
    void everyEntryComesBack() {
        List<VocabularyEntry> entries = List.of(
                new VocabularyEntry("", 0, 0),
                new VocabularyEntry("größe", 1, 1L << 40),
                new VocabularyEntry("日本 🎬", 2, 3),
                new VocabularyEntry(" spaced ", 3, 2));

        ShardInfo file = VocabularyFile.write(store, "vocabulary/a.parquet", entries.iterator());

        assertThat(file.rows()).isEqualTo(4);
        assertThat(read(file)).isEqualTo(entries);
        assertThat(VocabularyFile.readCounts(store, file)).containsExactly(0, 1L << 40, 3, 2);
    }

    @Test
    void largeVocabulariesTakeSeveralRowGroups() {
        // 65,536 rows in each group: 150,000 = 2 * 65,536 + 18,928
        List<VocabularyEntry> entries = IntStream.range(0, 150_000)
                .mapToObj(index -> new VocabularyEntry("value " + index, index, 150_000 - index))
                .toList();

        ShardInfo file = VocabularyFile.write(store, "a.parquet", entries.iterator());

        assertThat(file.rowGroups()).containsExactly(65_536, 65_536, 18_928);
        assertThat(read(file)).isEqualTo(entries);
        assertThat(VocabularyFile.readCounts(store, file)[140_000]).isEqualTo(10_000);
    }

    @Test
    void indicesMayNotHaveGaps() {
        List<VocabularyEntry> entries = List.of(new VocabularyEntry("", 0, 0), new VocabularyEntry("a", 2, 1));

        assertThatThrownBy(() -> VocabularyFile.write(store, "a.parquet", entries.iterator()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index 2 of 'a' must be 1");
        assertThat(folder).isEmptyDirectory();
    }

    private List<VocabularyEntry> read(ShardInfo file) {
        List<VocabularyEntry> entries = new ArrayList<>();
        VocabularyFile.read(store, file, entries::add);
        return entries;
    }
}
