package org.campanile.core.shard;

import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.eq;
import static org.apache.parquet.filter2.predicate.FilterApi.floatColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.gt;
import static org.apache.parquet.filter2.predicate.FilterApi.intColumn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.api.Binary;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers that skip pages and row groups by their statistics, as Spark does, must find what fits a filter. */
class FilteringReaderTest {
    @TempDir
    private Path folder;

    private FileStore store;

    @BeforeEach
    void openStore() {
        store = new LocalFileStore(folder);
    }

    @Test
    void samplesAreFoundByWhateverColumn() throws IOException {
        ColumnSet columns = new ColumnSet(
                List.of(),
                List.of(new CategoricalFeature("user", FeatureSide.USER, "user")),
                List.of(new SequenceFeature("history", FeatureSide.USER, "item")));
        Batch rows = new Batch(columns, 10);
        for (int row = 0; row < 10; row++) {
            rows.categorical(0)[row] = row;
            rows.labels()[row] = row % 2;
            rows.sequence(0).addRow(new int[] {row, row}, 0, row % 3);
        }
        rows.setSize(10);
        try (ShardWriter writer = new ShardWriter(store, "samples.parquet", columns, ShardKind.SAMPLES, 4)) {
            writer.append(rows);
            writer.finish();
        }

        assertThat(users(gt(intColumn("user"), 6))).containsExactly(7, 8, 9);
        assertThat(users(gt(floatColumn("label"), 0f))).containsExactly(1, 3, 5, 7, 9);
        assertThat(users(gt(intColumn("user"), -1)))
                .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
    }

    @Test
    void vocabularyEntriesAreFoundByTheirValue() throws IOException {
        List<VocabularyEntry> entries =
                List.of(new VocabularyEntry("", 0, 0), new VocabularyEntry("é", 1, 5), new VocabularyEntry("a", 2, 4));
        VocabularyFile.write(store, "vocabulary.parquet", entries.iterator());

        List<Group> found = read("vocabulary.parquet", eq(binaryColumn("value"), Binary.fromString("é")));

        assertThat(found)
                .singleElement()
                .satisfies(entry -> assertThat(entry.getLong("count", 0)).isEqualTo(5));
    }

    @Test
    void vectorsAreFoundByTheirRow() throws IOException {
        VectorFile.write(store, "vectors.parquet", 0, 5, 3, (row, vector) -> vector[1] = -row);

        List<Group> found = read("vectors.parquet", eq(intColumn("row"), 4));

        assertThat(found)
                .singleElement()
                .satisfies(vector -> assertThat(
                                vector.getGroup("vector", 0).getGroup("list", 1).getFloat("element", 0))
                        .isEqualTo(-4f));
    }

    private List<Integer> users(FilterPredicate filter) throws IOException {
        return read("samples.parquet", filter).stream()
                .map(row -> row.getInteger("user", 0))
                .toList();
    }

    private List<Group> read(String file, FilterPredicate filter) throws IOException {
        org.apache.hadoop.fs.Path path =
                new org.apache.hadoop.fs.Path(folder.resolve(file).toUri());
        List<Group> found = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(new GroupReadSupport(), path)
                .withFilter(FilterCompat.get(filter))
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                found.add(row);
            }
        }
        return found;
    }
}
