package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.config.DataConfiguration;
import org.campanile.core.config.SplitConfiguration.SplitMethod;
import org.campanile.core.shard.Split;

/** Divides rows into train, validation, test and history: adds the column {@link #SPLIT}. */
final class Splits {
    /** A split's folder name, STRING. */
    static final String SPLIT = "_split";

    private Splits() {}

    /** Divides interactions as {@code data.split} says. */
    static Dataset<Row> interactions(Dataset<Row> rows, DataConfiguration data, long seed) {
        RowHash pairs = new RowHash(seed, List.of(RawInteractions.USER, RawInteractions.ITEM));
        return switch (data.split().method()) {
            case LEAVE_ONE_OUT -> LeaveOneOut.split(rows);
            case RATIO -> new RatioSplit(data.split(), pairs).split(rows);
            case BY_TIME -> new TimeSplit(data.split(), data.timeUnit()).split(rows);
            case BY_USER -> new UserSplit(data.split(), seed).split(rows);
            case PROVIDED -> ProvidedSplit.split(rows);
        };
    }

    /**
     * Divides examples as {@code data.split} says, which is ratio or provided, without reading them.
     *
     * @param hash of label and features
     */
    static Dataset<Row> examples(Dataset<Row> rows, DataConfiguration data, RowHash hash) {
        return data.split().method() == SplitMethod.PROVIDED
                ? ProvidedSplit.divided(rows)
                : new RatioSplit(data.split(), hash).split(rows);
    }

    /** Throws when rows are to be divided as the source says, and it does not say it of all of them. */
    static void requireParts(Dataset<Row> rows, DataConfiguration data) {
        if (data.split().method() == SplitMethod.PROVIDED) {
            ProvidedSplit.requireParts(rows);
        }
    }

    /** The rows of one split. */
    static Dataset<Row> of(Dataset<Row> rows, Split split) {
        return rows.filter(col(SPLIT).equalTo(split.folder()));
    }
}
