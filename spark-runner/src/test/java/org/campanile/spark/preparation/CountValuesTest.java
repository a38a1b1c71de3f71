package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

class CountValuesTest {
    @Test
    void textsAndTheLastTextsOfListsAreCountedByTheirWeights() {
        CountValues counting = new CountValues(List.of(
                new CountValues.Field("color", false, 0),
                new CountValues.Field("color", true, 2),
                new CountValues.Field("size", false, 0)));

        List<Row> counts = counted(
                counting,
                Stream.of(row(1, "red", null, "L"), row(3, null, List.of("blue", "red", "green"), "L"))
                        .iterator());

        assertThat(counts)
                .extracting(Row::toString)
                .as("a missing text is a value, a missing list has none; blue is not among the last two")
                .containsExactlyInAnyOrder("[color,red,4]", "[color,green,3]", "[color,null,3]", "[size,L,4]");
    }

    @Test
    void whatDoesNotFitIntoMemoryIsHandedOn() {
        CountValues counting = new CountValues(List.of(new CountValues.Field("v", false, 0)));
        int distinct = CountValues.MOST_VALUES + 10;
        Iterator<Row> rows = IntStream.range(0, 2 * distinct)
                .mapToObj(row -> RowFactory.create(1L, String.valueOf(row % distinct)))
                .iterator();

        List<Row> counts = counted(counting, rows);

        assertThat(counts.stream().mapToLong(row -> row.getLong(2)).sum())
                .as("every row counts once")
                .isEqualTo(2L * distinct);
        assertThat(counts.stream().map(row -> row.getString(1)).distinct()).hasSize(distinct);
        assertThat(counts).as("values come again after there was no more room").hasSizeGreaterThan(distinct);
    }

    private static Row row(long weight, String color, List<String> colors, String size) {
        Object list = colors == null
                ? null
                : JavaConverters.asScalaIteratorConverter(colors.iterator())
                        .asScala()
                        .toSeq();
        return RowFactory.create(weight, color, list, size);
    }

    private static List<Row> counted(CountValues counting, Iterator<Row> rows) {
        List<Row> counts = new ArrayList<>();
        counting.call(rows).forEachRemaining(counts::add);
        return counts;
    }
}
