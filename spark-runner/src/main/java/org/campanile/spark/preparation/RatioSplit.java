package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.campanile.core.config.SplitConfiguration;
import org.campanile.core.config.SplitConfiguration.SplitScope;

/**
 * Rows at random by their hash: shares of all rows, or of each user's rows. Equal rows go the same way when shares are of
 * all rows.
 *
 * @param hash of what makes a row what it is
 */
record RatioSplit(SplitConfiguration settings, RowHash hash) {
    private static final String PURPOSE = "split";

    Dataset<Row> split(Dataset<Row> rows) {
        Column split = settings.scope() == SplitScope.GLOBAL ? global() : perUser();
        return rows.withColumn(Splits.SPLIT, split);
    }

    private Column global() {
        Column place = SplitColumns.uniform(hash.of(PURPOSE));
        return SplitColumns.part(place.lt(settings.test()), place.lt(settings.test() + settings.validation()));
    }

    private Column perUser() {
        WindowSpec user = Window.partitionBy(RawInteractions.USER);
        List<Column> order = new ArrayList<>(List.of(hash.of(PURPOSE)));
        order.addAll(SplitColumns.latestFirst());
        WindowSpec shuffled = user.orderBy(order.toArray(Column[]::new));
        return share(settings, row_number().over(shuffled), count(lit(1)).over(user));
    }

    /**
     * The first rows of a user for test, the next for validation: whole rows, rounded down, so that users with few rows
     * keep all in training.
     *
     * @param place of the row among the user's, from 1
     * @param rows  of the user
     */
    static Column share(SplitConfiguration settings, Column place, Column rows) {
        Column test = wholeRows(rows, settings.test());
        Column heldOut = test.plus(wholeRows(rows, settings.validation()));
        return SplitColumns.part(place.leq(test), place.leq(heldOut));
    }

    /* A share such as 0.1 of 30 rows is 3, although the product of the doubles may be a little less. */
    static Column wholeRows(Column rows, double share) {
        return floor(rows.multiply(lit(share)).plus(lit(1e-9)));
    }
}
