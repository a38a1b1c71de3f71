package org.campanile.spark.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.campanile.core.config.EvaluationConfiguration;
import org.campanile.core.config.EvaluationConfiguration.Baseline;

/**
 * Which of the baselines that are asked for are small enough.
 *
 * @param baselines those that are
 * @param leftOut   a sentence about each of the others
 */
record BaselinePlan(List<Baseline> baselines, List<String> leftOut) {
    BaselinePlan {
        baselines = List.copyOf(baselines);
        leftOut = List.copyOf(leftOut);
    }

    /** @param items number of known items */
    static BaselinePlan of(EvaluationConfiguration configuration, UserInteractions interactions, int items) {
        List<Baseline> baselines = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Baseline baseline : configuration.baselines()) {
            String obstacle = switch (baseline) {
                case MOST_POPULAR, ALS -> "";
                case ITEM_KNN ->
                    tooManyPairs(interactions, configuration.itemKnn().mostPairs());
                case EASE -> tooManyItems(items, configuration.ease().mostItems());
            };
            if (obstacle.isEmpty()) {
                baselines.add(baseline);
            } else {
                leftOut.add(obstacle);
            }
        }
        return new BaselinePlan(baselines, leftOut);
    }

    private static String tooManyPairs(UserInteractions interactions, long most) {
        Row row = interactions
                .training()
                .groupBy(col(UserInteractions.USER))
                .count()
                .agg(sum(col("count").multiply(col("count"))))
                .first();
        long pairs = row.isNullAt(0) ? 0 : row.getLong(0);
        return pairs <= most
                ? ""
                : String.format(
                        Locale.ROOT,
                        "The baseline item-knn was left out: users have %,d pairs of items together, more than"
                                + " evaluation.item-knn.most-pairs allows.",
                        pairs);
    }

    private static String tooManyItems(int items, int most) {
        return items <= most
                ? ""
                : String.format(
                        Locale.ROOT,
                        "The baseline ease was left out: there are %,d items, more than evaluation.ease.most-items"
                                + " allows.",
                        items);
    }
}
