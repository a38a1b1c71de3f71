package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.config.HistoryConfiguration;
import org.campanile.core.config.SequencePooling;
import org.junit.jupiter.api.Test;

class HistoriesTest {
    private static final StructType SCHEMA = new StructType()
            .add(RawInteractions.USER, DataTypes.IntegerType)
            .add(RawInteractions.ITEM, DataTypes.IntegerType)
            .add(RawInteractions.TIME, DataTypes.LongType)
            .add(RawInteractions.TIE, DataTypes.LongType)
            .add(Histories.RAW_ITEM, DataTypes.StringType)
            .add(Splits.SPLIT, DataTypes.StringType)
            .add(EncodedData.LABEL, DataTypes.FloatType);

    /** What the rows below are made of. */
    private record Sample(int user, int item, long time, String split, float label) {
        Row row() {
            return RowFactory.create(user, item, time, 0L, String.format("%03d", item), split, label);
        }
    }

    @Test
    void aHistoryIsWhatCameBeforeNewestLast() {
        assertThat(histories(
                        2,
                        new Sample(1, 10, 5, "train", 1),
                        new Sample(1, 30, 7, "train", 1),
                        new Sample(1, 20, 6, "train", 1),
                        new Sample(1, 40, 8, "train", 1),
                        new Sample(2, 50, 9, "train", 1)))
                .isEqualTo(Map.of(
                        "1/10", List.of(),
                        "1/20", List.of(10),
                        "1/30", List.of(10, 20),
                        "1/40", List.of(20, 30),
                        "2/50", List.of()));
    }

    @Test
    void trainingKnowsNothingOfLaterSplits() {
        assertThat(histories(
                        9,
                        new Sample(1, 10, 1, "test", 1),
                        new Sample(1, 20, 2, "validation", 1),
                        new Sample(1, 30, 3, "train", 1),
                        new Sample(1, 40, 4, "train", 1),
                        new Sample(1, 50, 5, "validation", 1),
                        new Sample(1, 60, 6, "test", 1)))
                .containsEntry("1/30", List.of())
                .containsEntry("1/40", List.of(30))
                .containsEntry("1/50", List.of(20, 30, 40))
                .containsEntry("1/60", List.of(10, 20, 30, 40, 50));
    }

    @Test
    void whatIsKnownOfHeldOutUsersIsInTheirHistories() {
        assertThat(histories(
                        9,
                        new Sample(1, 10, 1, "history", 1),
                        new Sample(1, 20, 2, "history", 1),
                        new Sample(1, 30, 3, "test", 1),
                        new Sample(1, 40, 4, "test", 1)))
                .containsEntry("1/20", List.of(10))
                .containsEntry("1/40", List.of(10, 20, 30));
    }

    @Test
    void whatWasShownAndNotTakenIsInNoHistory() {
        assertThat(histories(
                        9,
                        new Sample(1, 10, 1, "train", 1),
                        new Sample(1, 20, 2, "train", 0),
                        new Sample(1, 30, 3, "train", 1)))
                .containsEntry("1/20", List.of(10))
                .containsEntry("1/30", List.of(10));
    }

    @Test
    void withoutTimeAHistoryIsTheOtherTrainingItems() {
        assertThat(unordered(histories(
                        9,
                        new Sample(1, 10, 0, "train", 1),
                        new Sample(1, 20, 0, "test", 1),
                        new Sample(1, 30, 0, "train", 1),
                        new Sample(1, 40, 0, "train", 1),
                        new Sample(1, 50, 0, "validation", 1),
                        new Sample(2, 60, 0, "train", 1),
                        new Sample(3, 70, 0, "test", 1))))
                .isEqualTo(Map.of(
                        "1/10", Set.of(30, 40),
                        "1/20", Set.of(10, 30, 40),
                        "1/30", Set.of(10, 40),
                        "1/40", Set.of(10, 30),
                        "1/50", Set.of(10, 30, 40),
                        "2/60", Set.of(),
                        "3/70", Set.of()));
    }

    @Test
    void heldOutSamplesThatAreLaterGiveTrainingNoOrder() {
        assertThat(unordered(histories(
                        9,
                        new Sample(1, 10, 0, "train", 1),
                        new Sample(1, 20, 0, "train", 1),
                        new Sample(1, 30, 0, "train", 1),
                        new Sample(1, 40, 1, "validation", 1),
                        new Sample(1, 50, 2, "test", 1))))
                .isEqualTo(Map.of(
                        "1/10", Set.of(20, 30),
                        "1/20", Set.of(10, 30),
                        "1/30", Set.of(10, 20),
                        "1/40", Set.of(10, 20, 30),
                        "1/50", Set.of(10, 20, 30)));
    }

    /* If the cut went by name, nobody would be known by items of high numbers. */
    @Test
    void withoutTimeTheItemsThatFitAreChosenWhateverTheirNames() {
        Sample[] samples = IntStream.range(100, 160)
                .mapToObj(item -> new Sample(1, item, 0, "train", 1))
                .toArray(Sample[]::new);

        Set<Integer> chosen = new TreeSet<>();
        histories(20, samples).values().forEach(chosen::addAll);

        assertThat(chosen).hasSize(21).anyMatch(item -> item < 130).anyMatch(item -> item >= 140);
    }

    @Test
    void randomSamplesHaveTheHistoriesOfTheDefinition() {
        SplittableRandom random = new SplittableRandom(17);
        List<String> splits = List.of("train", "validation", "test");
        List<Sample> samples = new ArrayList<>();
        for (int user = 1; user <= 12; user++) {
            int count = random.nextInt(1, 40);
            for (int item = 1; item <= count; item++) {
                samples.add(new Sample(
                        user,
                        item,
                        random.nextLong(25),
                        splits.get(random.nextInt(3)),
                        random.nextInt(4) == 0 ? 0 : 1));
            }
        }

        Map<String, List<Integer>> expected = new TreeMap<>();
        for (Sample sample : samples) {
            List<Integer> before = samples.stream()
                    .filter(other -> other.user() == sample.user() && other.label() > 0)
                    .filter(other -> splits.indexOf(other.split()) <= splits.indexOf(sample.split()))
                    .filter(other -> other.time() < sample.time()
                            || (other.time() == sample.time() && other.item() < sample.item()))
                    .sorted(Comparator.comparingLong(Sample::time).thenComparingInt(Sample::item))
                    .map(Sample::item)
                    .toList();
            expected.put(
                    sample.user() + "/" + sample.item(), before.subList(Math.max(0, before.size() - 5), before.size()));
        }
        assertThat(histories(5, samples.toArray(Sample[]::new))).isEqualTo(expected);
    }

    private static Map<String, Set<Integer>> unordered(Map<String, List<Integer>> histories) {
        Map<String, Set<Integer>> sets = new TreeMap<>();
        histories.forEach((sample, history) -> sets.put(sample, new TreeSet<>(history)));
        return sets;
    }

    private static Map<String, List<Integer>> histories(int maxLength, Sample... samples) {
        List<Row> rows = Arrays.stream(samples).map(Sample::row).toList();
        Map<String, List<Integer>> histories = new TreeMap<>();
        for (Row row : new Histories(new HistoryConfiguration(maxLength, SequencePooling.MEAN))
                .add(spark().createDataFrame(rows, SCHEMA).repartition(3))
                .collectAsList()) {
            histories.put(
                    row.getAs(RawInteractions.USER) + "/" + row.getAs(RawInteractions.ITEM),
                    row.getList(row.fieldIndex(Histories.HISTORY)));
        }
        return histories;
    }
}
