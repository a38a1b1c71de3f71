package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.core.tracking.ProgressListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyIndexTest {
    @TempDir
    Path folder;

    private final DatasetCache cache = new DatasetCache();

    @AfterEach
    void forget() {
        cache.close();
    }

    @Test
    void valuesAreOrderedByFallingCountThenByTextInEachVocabulary() {
        VocabularyIndex index = assign(
                Map.of("color", 1, "empty", 1, "size", 0),
                counts(
                        RowFactory.create("size", "L", 1L),
                        RowFactory.create("color", "red", 2L),
                        RowFactory.create("color", "blue", 2L),
                        RowFactory.create("color", "green", 3L),
                        RowFactory.create("color", "blue", 0L),
                        RowFactory.create("color", null, 5L),
                        RowFactory.create("color", "", 4L)),
                10);

        assertThat(index.sizes()).isEqualTo(Map.of("color", 4, "empty", 1, "size", 2));
        assertThat(index.entries().collectAsList())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder(
                        "[color,null,9,0]",
                        "[color,green,3,1]",
                        "[color,blue,2,2]",
                        "[color,red,2,3]",
                        "[empty,null,0,0]",
                        "[size,null,0,0]",
                        "[size,L,1,1]");
    }

    @Test
    void rareValuesAreCountedAsUnknown() {
        VocabularyIndex index = assign(
                Map.of("color", 3, "size", 1),
                counts(
                        RowFactory.create("color", "red", 2L),
                        RowFactory.create("color", "blue", 3L),
                        RowFactory.create("color", null, 4L),
                        RowFactory.create("size", "L", 1L)),
                10);

        assertThat(index.sizes()).isEqualTo(Map.of("color", 2, "size", 2));
        assertThat(index.entries().collectAsList())
                .extracting(Row::toString)
                .as("2 red ones and 4 without a color are 6 unknown ones")
                .containsExactlyInAnyOrder("[color,null,6,0]", "[color,blue,3,1]", "[size,null,0,0]", "[size,L,1,1]");
    }

    @Test
    void unknownAndMissingValuesBecomeZero() {
        VocabularyIndex index = assign(Map.of("v", 0), counts(RowFactory.create("v", "a", 1L)), 1);
        Dataset<Row> rows = counts(
                RowFactory.create("x", "a", 1L), RowFactory.create("y", "b", 2L), RowFactory.create("z", null, 3L));

        assertThat(index.join(rows, VocabularyIndex.VALUE, "v").collectAsList())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder("[x,1,1]", "[y,0,2]", "[z,0,3]");
    }

    @Test
    void largeVocabulariesAreSortedAndJoinedInParts() {
        /* More than the 200,000 that are treated as a whole. Value n has count n mod 7. */
        int values = 200_100;
        Dataset<Row> counts = spark().range(values)
                .select(
                        lit("v").as(VocabularyIndex.VOCABULARY),
                        col("id").cast("string").as(VocabularyIndex.VALUE),
                        col("id").mod(7).as(VocabularyIndex.COUNT));

        VocabularyIndex index = assign(Map.of("v", 0), counts, values);

        assertThat(index.size("v")).isEqualTo(values + 1);
        List<Row> entries = index.entries()
                .filter(col(VocabularyIndex.VALUE).isNotNull())
                .orderBy(VocabularyIndex.INDEX)
                .collectAsList();
        for (int place = 1; place < entries.size(); place++) {
            Row before = entries.get(place - 1);
            Row entry = entries.get(place);
            assertThat(entry.getInt(3)).isEqualTo(place + 1);
            assertThat(before.getLong(2) > entry.getLong(2)
                            || before.getString(1).compareTo(entry.getString(1)) < 0)
                    .as("%s stands before %s", before, entry)
                    .isTrue();
        }
        /* Values with count 6 come first, by text: 1000 is 7 * 142 + 6, while 1, 10 and 100 leave 1, 3 and 2. */
        assertThat(entries.get(0).getString(1)).isEqualTo("1000");
        Dataset<Row> encoded = index.join(counts, VocabularyIndex.VALUE, "v");
        assertThat(encoded.select(VocabularyIndex.VALUE).distinct().count()).isEqualTo(values);
    }

    private VocabularyIndex assign(Map<String, Integer> leastCounts, Dataset<Row> counts, long rows) {
        LocalFileStore store = new LocalFileStore(folder);
        PreparationContext context = new PreparationContext(
                spark(),
                new SqlSettings(spark()),
                new Phases(spark(), ProgressListener.SILENT),
                cache,
                new InputAudit(0, store, store),
                InteractionsFixture.data(),
                1);
        return VocabularyIndex.assign(context, leastCounts, counts, rows);
    }

    private static Dataset<Row> counts(Row... rows) {
        return spark().createDataFrame(List.of(rows), VocabularyIndex.COUNTED);
    }
}
