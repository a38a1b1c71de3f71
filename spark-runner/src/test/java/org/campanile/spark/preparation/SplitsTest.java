package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class SplitsTest {
    @Test
    void lastInteractionIsForTestAndTheOneBeforeForValidation() {
        assertThat(leaveOneOut("u a 3 0", "u b 1 0", "u c 2 0", "u d 0 0"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("u/a", "test", "u/c", "validation", "u/b", "train", "u/d", "train"));
    }

    @Test
    void tiesOfTimeAreBrokenByTheTieThenByTheItem() {
        assertThat(leaveOneOut("u c 7 1", "u a 7 3", "u b 7 3", "u d 7 2"))
                .as("in time: c (1), d (2), a (3), b (3)")
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("u/b", "test", "u/a", "validation", "u/d", "train", "u/c", "train"));
    }

    @Test
    void usersWithTwoInteractionsHaveBothInTraining() {
        assertThat(leaveOneOut("u a 1 0", "u b 2 0"))
                .containsOnly(Map.entry("u/a", "train"), Map.entry("u/b", "train"));
    }

    @Test
    void ratioDependsOnTheSeedAndTheRowAlone() {
        String[] interactions = new String[200];
        Arrays.setAll(interactions, number -> "u" + number % 20 + " i" + number / 20 + " 0 0");
        String[] reversed = interactions.clone();
        java.util.Collections.reverse(Arrays.asList(reversed));

        Map<String, String> splits = ratio(1, interactions);

        assertThat(splits.values()).contains("train", "validation", "test");
        assertThat(ratio(1, reversed)).isEqualTo(splits);
        assertThat(ratio(2, interactions)).isNotEqualTo(splits);
    }

    private static Map<String, String> leaveOneOut(String... interactions) {
        return byPair(Splits.leaveOneOut(rows(interactions)));
    }

    private static Map<String, String> ratio(long seed, String... interactions) {
        RowHash hash = new RowHash(seed, List.of(RawInteractions.USER, RawInteractions.ITEM));
        return byPair(Splits.ratio(rows(interactions), hash));
    }

    /** Rows from "user item time tie". */
    private static Dataset<Row> rows(String... interactions) {
        List<Row> rows = Arrays.stream(interactions)
                .map(text -> text.split(" "))
                .map(part -> RowFactory.create(
                        part[0], part[1], Long.valueOf(part[2]), Long.valueOf(part[3]), 1f, null, null, null))
                .toList();
        return spark().createDataFrame(rows, RawInteractions.SCHEMA);
    }

    private static Map<String, String> byPair(Dataset<Row> split) {
        Map<String, String> splits = new TreeMap<>();
        for (Row row : split.collectAsList()) {
            splits.put(
                    row.getAs(RawInteractions.USER) + "/" + row.getAs(RawInteractions.ITEM), row.getAs(Splits.SPLIT));
        }
        return splits;
    }
}
