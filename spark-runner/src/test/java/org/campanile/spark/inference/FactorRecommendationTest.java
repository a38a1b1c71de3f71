package org.campanile.spark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.spark.TaskFailures;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors are small whole numbers: every score is exact, in any order of its sum, and many tie. */
class FactorRecommendationTest {
    private static final int USERS = 900;
    private static final int ITEMS = 600;
    private static final int LENGTH = 19;

    @TempDir
    private static Path folder;

    private final Random random = new Random(11);
    private final int[][] users = vectors(USERS);
    private final int[][] items = vectors(ITEMS);

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 700})
    void everyUserGetsWhatSortingAllItemsPutsFirst(int k) {
        List<int[]> seen = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            seen.add(random.ints(0, ITEMS)
                    .limit(10L * (user % 4))
                    .map(FactorRecommendationTest::itemId)
                    .toArray());
        }
        String itemFactors = write("items-" + k, table(items, null));

        List<FactorRecommendations> rows =
                recommend(k, table(users, seen), itemFactors).collectAsList();

        assertThat(rows).hasSize(USERS);
        for (FactorRecommendations row : rows) {
            int user = (row.getUser() - itemId(0)) / 3;
            int[] expected = sorted(users[user], seen.get(user), k);
            assertThat(row.getItems())
                    .containsExactly(IntStream.of(expected)
                            .map(FactorRecommendationTest::itemId)
                            .toArray());
            float[] scores = new float[expected.length];
            for (int place = 0; place < scores.length; place++) {
                scores[place] = score(users[user], items[expected[place]]);
            }
            assertThat(row.getScores()).containsExactly(scores);
        }
    }

    @Test
    void columnsAreNamedAndTypedAsDocumented() {
        String itemFactors = write("items-schema", table(items, null));
        assertThat(recommend(3, table(users, null), itemFactors).schema().simpleString())
                .isEqualTo("struct<items:array<int>,scores:array<float>,user:int>");
    }

    @Test
    void usersOfAnotherModelAreRefused() {
        String itemFactors = write("items-other", table(items, null));
        Dataset<FactorRecommendations> rows = recommend(3, table(new int[][] {{1, 2}}, null), itemFactors);
        assertThatThrownBy(() -> collect(rows))
                .isInstanceOf(CampanileException.class)
                .hasMessage("User 5 has a vector of 2 numbers, but items have 19:"
                        + " both tables must come from the same model.");
    }

    @Test
    void itemVectorsOfDifferentLengthsAreRefused() {
        String itemFactors = write(
                "items-lengths", table(new int[][] {{1, 2}, {1, 2, 3}}, null).coalesce(1));
        Dataset<FactorRecommendations> rows = recommend(3, table(new int[][] {{1, 2}}, null), itemFactors);
        assertThatThrownBy(() -> collect(rows))
                .isInstanceOf(CampanileException.class)
                .hasMessageMatching("Item 8 in file:.*\\.parquet has a vector of 3 numbers, but others have 2:"
                        + " all vectors must have the same length\\.");
    }

    @Test
    void itemsThatOccurTwiceAreRefused() {
        Dataset<Row> once = table(new int[][] {{1, 2}}, null);
        String itemFactors = write("items-twice", once.union(once));
        assertThatThrownBy(() -> collect(recommend(3, once, itemFactors)))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("Item 5 has several vectors in [file:")
                .hasMessageEndingWith(": every id must occur once.");
    }

    @Test
    void aTableWithOtherColumnsIsRefused() {
        String itemFactors = write("items-columns", table(items, null).withColumnRenamed("features", "vector"));
        assertThatThrownBy(() -> collect(recommend(3, table(users, null), itemFactors)))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining(" is no table of factors: it must have the columns id (int) and"
                        + " features (array of float), but its columns are [");
    }

    private static Dataset<FactorRecommendations> recommend(int k, Dataset<Row> users, String itemFactors) {
        return new RecommendAll(EvaluationFixture.spark(), k).byFactors(users, itemFactors);
    }

    private static void collect(Dataset<FactorRecommendations> rows) {
        try {
            rows.collectAsList();
        } catch (Exception e) {
            throw TaskFailures.explained(e);
        }
    }

    private static String write(String name, Dataset<Row> table) {
        String location = folder.resolve(name).toString();
        table.repartition(3).write().parquet(location);
        return location;
    }

    /** Ids are not the places of the rows. */
    private static int itemId(int place) {
        return 3 * place + 5;
    }

    private static Dataset<Row> table(int[][] vectors, @Nullable List<int[]> seen) {
        List<Row> rows = new ArrayList<>();
        for (int place = 0; place < vectors.length; place++) {
            List<Float> vector = new ArrayList<>();
            for (int value : vectors[place]) {
                vector.add((float) value);
            }
            if (seen == null) {
                rows.add(RowFactory.create(itemId(place), vector));
            } else {
                List<Integer> ids = IntStream.of(seen.get(place)).boxed().toList();
                rows.add(RowFactory.create(itemId(place), vector, ids.isEmpty() ? null : ids));
            }
        }
        StructType schema = new StructType()
                .add("id", DataTypes.IntegerType)
                .add("features", DataTypes.createArrayType(DataTypes.FloatType));
        return EvaluationFixture.spark()
                .createDataFrame(
                        rows,
                        seen == null ? schema : schema.add("seen", DataTypes.createArrayType(DataTypes.IntegerType)));
    }

    private int[] sorted(int[] user, int[] seen, int k) {
        int[] scores =
                IntStream.range(0, ITEMS).map(item -> score(user, items[item])).toArray();
        return IntStream.range(0, ITEMS)
                .filter(item -> IntStream.of(seen).noneMatch(id -> id == itemId(item)))
                .boxed()
                .sorted(Comparator.comparingInt((Integer item) -> -scores[item]).thenComparing(item -> item))
                .limit(k)
                .mapToInt(item -> item)
                .toArray();
    }

    private static int score(int[] user, int[] item) {
        int score = 0;
        for (int i = 0; i < LENGTH; i++) {
            score += user[i] * item[i];
        }
        return score;
    }

    private int[][] vectors(int count) {
        int[][] vectors = new int[count][];
        Arrays.setAll(vectors, row -> random.ints(LENGTH, -2, 3).toArray());
        return vectors;
    }
}
