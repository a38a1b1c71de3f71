package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.InteractionsFixture.data;
import static org.campanile.spark.preparation.InteractionsFixture.raw;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No row is lost without being counted, whatever is asked for. */
class SelectionAccountingTest {
    private static final List<String> DUPLICATES = List.of("first", "last", "greatest", "all");
    private static final List<String> CONFLICTS = List.of("keep", "last", "majority", "drop");
    private static final int ROWS = 150;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void rowsReadAreUsedDuplicateRejectedOrDeselected(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] interactions = IntStream.range(0, ROWS)
                .mapToObj(row -> "u%d i%d %d %d"
                        .formatted(random.nextInt(25), random.nextInt(12), random.nextInt(60), 1 + random.nextInt(5)))
                .toArray(String[]::new);
        String select = "select: {duplicates: %s, conflicts: %s, from: '%d', user-core: %d, item-core: %d}"
                .formatted(
                        DUPLICATES.get(random.nextInt(4)),
                        CONFLICTS.get(random.nextInt(4)),
                        random.nextInt(10),
                        random.nextInt(4),
                        random.nextInt(4));
        String positives = "positives: {at-least: 3, below: " + (random.nextBoolean() ? "drop" : "negative") + "}";

        try (DatasetCache cache = new DatasetCache()) {
            PreparationContext context = InteractionsFixture.context(folder, cache, data(select, positives));
            SelectedInteractions forward = new InteractionSelection(context).of(raw(interactions));
            Dataset<Row> shuffled =
                    raw(interactions).orderBy(RawInteractions.VALUE).repartition(3);
            SelectedInteractions again = new InteractionSelection(context).of(shuffled);

            InputCounts counts = forward.counts();
            assertThat(counts.read()).isEqualTo(ROWS);
            assertThat(forward.rows().count()).as("%s %s", select, positives).isEqualTo(counts.used());
            assertThat(counts.used() + counts.duplicates() + counts.deselectedRows())
                    .isEqualTo(ROWS);
            assertThat(again.counts()).as("whatever the order of rows").isEqualTo(counts);
            assertThat(InteractionsFixture.events(again.rows())).isEqualTo(InteractionsFixture.events(forward.rows()));
        }
    }
}
