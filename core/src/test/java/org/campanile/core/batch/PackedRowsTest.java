package org.campanile.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Targets;
import org.campanile.core.shard.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedRowsTest {
    /** More rows than are turned at a time, and a number of them that is no multiple of those. */
    private static final int MANY = 211;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void gatheredRowsAreThoseOfTheirSourcesInTheOrderAskedFor(int seed) {
        expectRowsAsAskedFor(Rows.ALL_KINDS, new Random(seed), seed);
    }

    @Test
    void thousandsOfColumnsAreGatheredToo() {
        List<Feature> features = new ArrayList<>();
        for (int column = 0; column < 3000; column++) {
            features.add(new CategoricalFeature("c" + column, FeatureSide.CONTEXT, "c"));
        }
        expectRowsAsAskedFor(ColumnSet.of(features, Targets.NONE), new Random(1), 1);
    }

    private static void expectRowsAsAskedFor(ColumnSet columns, Random random, int seed) {
        Batch[] batches = {Rows.random(columns, MANY, seed), Rows.random(columns, 1, -seed), Rows.random(columns, 7, 99)
        };
        PackedRows[] packed = new PackedRows[batches.length];
        for (int i = 0; i < batches.length; i++) {
            packed[i] = new PackedRows(columns, MANY);
            int middle = random.nextInt(batches[i].size());
            packed[i].append(batches[i], 0, middle);
            packed[i].append(batches[i], middle, batches[i].size() - middle);
        }
        RowGatherer gatherer = new RowGatherer(columns);
        Batch target = new Batch(columns, 2 * MANY);
        List<String> expected = new ArrayList<>();
        for (int count : new int[] {0, 1, MANY, 3, 150}) {
            PackedRows[] sources = new PackedRows[count];
            int[] rows = new int[count];
            for (int i = 0; i < count; i++) {
                int source = random.nextInt(batches.length);
                sources[i] = packed[source];
                rows[i] = random.nextInt(batches[source].size());
                expected.add(Rows.text(batches[source], rows[i]));
            }
            gatherer.append(sources, rows, count, target);
        }

        assertThat(Rows.texts(target)).isEqualTo(expected);
    }

    @Test
    void clearedRowsMakeRoomForOthers() {
        Batch first = Rows.random(Rows.ALL_KINDS, 5, 1);
        Batch second = Rows.random(Rows.ALL_KINDS, 5, 2);
        PackedRows packed = new PackedRows(Rows.ALL_KINDS, 5);
        packed.append(first, 0, 5);
        packed.clear();
        packed.append(second, 0, 5);
        Batch target = new Batch(Rows.ALL_KINDS, 5);

        new RowGatherer(Rows.ALL_KINDS)
                .append(
                        new PackedRows[] {packed, packed, packed, packed, packed},
                        IntStream.range(0, 5).toArray(),
                        5,
                        target);

        assertThat(Rows.texts(target)).isEqualTo(Rows.texts(second));
    }

    @Test
    void rowsThatDoNotFitOrDoNotExistAreRefused() {
        Batch source = Rows.random(Rows.ALL_KINDS, 5, 1);
        PackedRows packed = new PackedRows(Rows.ALL_KINDS, 4);

        assertThatThrownBy(() -> packed.append(source, 0, 5)).hasMessage("0 rows and 5 more exceed the capacity 4");
        assertThatThrownBy(() -> packed.append(source, 3, 3)).hasMessage("rows [3, 6) are not in [0, 5)");
        assertThatThrownBy(() -> new PackedRows(ColumnSet.of(List.of()), 4).append(source, 0, 1))
                .hasMessageStartingWith("batches have different columns");
        assertThatThrownBy(() -> new RowGatherer(Rows.ALL_KINDS)
                        .append(new PackedRows[5], new int[5], 5, new Batch(Rows.ALL_KINDS, 4)))
                .hasMessage("0 rows and 5 more exceed the capacity 4");
        // 2 dense, 2 categorical, 2 labels and a weight: 7 numbers of each row.
        assertThatThrownBy(() -> new PackedRows(Rows.ALL_KINDS, 1 << 29))
                .hasMessage("536870912 rows of 7 numbers exceed an array");
    }
}
