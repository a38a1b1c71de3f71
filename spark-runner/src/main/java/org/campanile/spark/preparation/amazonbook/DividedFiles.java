package org.campanile.spark.preparation.amazonbook;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.campanile.core.shard.Split;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.GivenParts;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.RawFiles;
import org.campanile.spark.preparation.text.TextFile;
import org.campanile.spark.preparation.text.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Files with a split by users, as ComiRec (Cen et al., Controllable Multi-Interest Framework for Recommendation, KDD
 * 2020) and PaddleRec publish them: the users of the held-out files are others than those of training, and of each a first
 * part is known.
 */
record DividedFiles(SparkSession spark, RawFiles files, GivenParts parts) {
    /**
     * Of a held-out user in rows of {@code user,item,order}, the share of items that are known, rounded down, in percent:
     * ComiRec's evaluation asks for the rest.
     */
    private static final int KNOWN_PERCENT = 80;

    private static final LineFormat ORDERED_ITEM =
            new LineFormat(",", 3, "UTF-8", LineFormat.Quoting.NONE, LineFormat.Header.ABSENT);

    /** The interactions of all files. */
    Dataset<Row> rows() {
        return files.names().stream().map(this::rows).reduce(Dataset::union).orElseThrow();
    }

    private Dataset<Row> rows(String file) {
        String part = parts.of(file);
        if (part == null || part.equals(Split.TRAIN.folder())) {
            return orderedItems(file, part);
        }
        boolean namesItsFields = files.folder().firstLines(file).stream().anyMatch(HeldOutUser::matches);
        return namesItsFields ? users(file, part) : heldOut(orderedItems(file, part));
    }

    private Dataset<Row> users(String file, String part) {
        return new TextLines(files.folder().location(file), "UTF-8", LineFormat.Header.ABSENT)
                .rows(spark, RawInteractions.SCHEMA, new HeldOutUser(part));
    }

    private Dataset<Row> orderedItems(String file, @Nullable String part) {
        return new TextFile(files.folder().location(file), ORDERED_ITEM)
                .rows(spark, RawInteractions.SCHEMA, OrderedItem.in(part));
    }

    /** Makes each user's first items history. */
    private static Dataset<Row> heldOut(Dataset<Row> rows) {
        Column usable = col(RawData.REASON).isNull();
        WindowSpec user = Window.partitionBy(usable, coalesce(col(RawInteractions.USER), col(RawData.RAW)));
        Column place = row_number().over(user.orderBy(RawInteractions.TIME, RawInteractions.ITEM));
        Column known = floor(count(lit(1)).over(user).multiply(KNOWN_PERCENT).divide(100));
        Column part =
                when(usable.and(place.leq(known)), RawInteractions.HISTORY).otherwise(col(RawInteractions.PART));
        Column[] columns = Arrays.stream(RawInteractions.SCHEMA.fieldNames())
                .map(name -> name.equals(RawInteractions.PART) ? part.as(name) : col(name))
                .toArray(Column[]::new);
        return rows.select(columns);
    }
}
