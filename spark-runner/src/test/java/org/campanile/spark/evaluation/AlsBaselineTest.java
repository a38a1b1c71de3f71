package org.campanile.spark.evaluation;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.config.AlsConfiguration;
import org.campanile.core.evaluation.FactorScorer;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.evaluation.RankingQuery;
import org.campanile.core.math.FloatMatrix;
import org.campanile.spark.storage.FactorFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlsBaselineTest {
    private static final int USERS = 40;
    private static final int ITEMS = 25;
    private static final int RANK = 6;
    private static final double LAMBDA = 0.2;
    private static final double ALPHA = 5;

    /** Spark's last half-step computes the users' factors from the items': so does folding a user in. */
    @Test
    void foldingAUserInGivesTheFactorsThatSparkGivesIt(@TempDir Path folder) {
        Map<Integer, int[]> taken = taken();
        Dataset<Row> pairs = pairs(taken);
        ALSModel spark = new ALS()
                .setUserCol("user")
                .setItemCol("item")
                .setRatingCol("rating")
                .setImplicitPrefs(true)
                .setRank(RANK)
                .setMaxIter(3)
                .setRegParam(LAMBDA)
                .setAlpha(ALPHA)
                .setSeed(4)
                .setNumBlocks(EvaluationFixture.spark().sparkContext().defaultParallelism())
                .fit(pairs.withColumn("rating", lit(1f)));
        List<String> files = new AlsTraining(EvaluationFixture.spark(), new AlsConfiguration(RANK, 3, LAMBDA, ALPHA))
                .itemFactors(pairs, 4, folder.resolve("factors").toString());

        float[][] items = new float[ITEMS][RANK];
        try (ItemVectors vectors = new ItemVectors(ITEMS, RANK);
                FactorScorer scorer = new FactorScorer(vectors(files, vectors, items), ALPHA, LAMBDA);
                FloatMatrix scores = new FloatMatrix(1, ITEMS)) {
            for (Row row : spark.userFactors().collectAsList()) {
                List<Float> user = row.getList(1);
                scorer.select(List.of(new RankingQuery(row.getInt(0), new int[0], new int[] {ITEMS - 1})
                        .taken(taken.get(row.getInt(0)))));
                scorer.score(0, scores);
                for (int item = 1; item < ITEMS - 1; item++) {
                    double expected = 0;
                    for (int i = 0; i < RANK; i++) {
                        expected += (double) user.get(i) * items[item][i];
                    }
                    assertThat((double) scores.get(0, item))
                            .as("user %d item %d", row.getInt(0), item)
                            .isEqualTo(expected, within(1e-4));
                }
            }
        }
    }

    private static ItemVectors vectors(List<String> files, ItemVectors vectors, float[][] items) {
        for (String file : files) {
            new FactorFile(file).read((item, vector, length) -> {
                System.arraycopy(vector, 0, items[item], 0, length);
                vectors.set(item, vector);
            });
        }
        return vectors;
    }

    /** The last item is taken by nobody. */
    private static Map<Integer, int[]> taken() {
        Random random = new Random(3);
        Map<Integer, int[]> taken = new HashMap<>();
        for (int user = 1; user <= USERS; user++) {
            taken.put(user, random.ints(3 + user % 6, 1, ITEMS - 1).distinct().toArray());
        }
        return taken;
    }

    private static Dataset<Row> pairs(Map<Integer, int[]> taken) {
        List<Row> rows = new ArrayList<>();
        taken.forEach((user, items) -> IntStream.of(items).forEach(item -> rows.add(RowFactory.create(user, item))));
        return EvaluationFixture.spark()
                .createDataFrame(
                        rows,
                        new StructType().add("user", DataTypes.IntegerType).add("item", DataTypes.IntegerType));
    }
}
