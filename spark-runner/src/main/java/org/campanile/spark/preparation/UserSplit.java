package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.campanile.core.config.SplitConfiguration;
import org.campanile.core.shard.Split;

/**
 * Strong generalisation: whole users are held out. The earliest of a held-out user's interactions are history, the rest
 * is what to predict (Marlin: Collaborative Filtering: A Machine Learning Perspective, 2004; Liang et al.: Variational
 * Autoencoders for Collaborative Filtering, WWW 2018, who draw the history at random).
 *
 * <p>Interactions of the same time and tie are in random order, so that data without times are divided as by Liang et
 * al. Of n interactions {@code floor(n * fold-in)} are history, at least one; a user with a single one has history alone.
 */
record UserSplit(SplitConfiguration settings, long seed) {
    Dataset<Row> split(Dataset<Row> interactions) {
        Column place = SplitColumns.uniform(new RowHash(seed, List.of(RawInteractions.USER)).of("user-split"));
        Column isTest = place.lt(settings.test());
        Column isValidation = place.lt(settings.test() + settings.validation());
        Column split = when(isValidation.and(isHistory()), SplitColumns.name(Split.HISTORY))
                .otherwise(SplitColumns.part(isTest, isValidation));
        return interactions.withColumn(Splits.SPLIT, split);
    }

    private Column isHistory() {
        WindowSpec user = Window.partitionBy(RawInteractions.USER);
        Column shuffled = new RowHash(seed, List.of(RawInteractions.USER, RawInteractions.ITEM)).of("fold-in");
        WindowSpec earliestFirst =
                user.orderBy(col(RawInteractions.TIME), col(RawInteractions.TIE), shuffled, col(RawInteractions.VALUE));
        Column history = RatioSplit.wholeRows(count(lit(1)).over(user), settings.foldIn());
        return row_number().over(earliestFirst).leq(greatest(history, lit(1L)));
    }
}
