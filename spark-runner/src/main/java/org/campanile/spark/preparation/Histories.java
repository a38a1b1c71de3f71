package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.campanile.core.config.HistoryConfiguration;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.transform.SequenceTransform;
import org.campanile.core.transform.StoredVocabulary;

/**
 * The feature {@value #HISTORY}: for each sample the items that its user took before.
 *
 * <p>Before means strictly before by time, then tie, then item. A training sample's history holds items of training samples
 * alone, that of a validation sample also those of validation, and that of a test sample all: what training uses is never
 * an answer of a later split. What is known of held-out users is in all but training's. Data without an order of time, in
 * which all training and known rows have the same time, have histories of the user's other training or known items
 * instead, of more than fit a part chosen by hash. Samples whose label is 0 are in no history.
 *
 * <p>Users are gone through one after the other in sorted partitions: memory does not grow with a user's samples.
 *
 * @param options {@code data.history}
 */
record Histories(HistoryConfiguration options) {
    static final String HISTORY = "history";

    /** The item as it stands in the raw data, STRING, by which ties are broken as the splits do. */
    static final String RAW_ITEM = "_item";

    /** How the history is made of raw items, if there is one. */
    Optional<SequenceTransform> transform() {
        if (options.maxLength() == 0) {
            return Optional.empty();
        }
        SequenceFeature feature = new SequenceFeature(
                HISTORY,
                FeatureSide.USER,
                RawInteractions.ITEM,
                options.pooling(),
                options.maxLength(),
                FeatureStorage.IN_ROW);
        return Optional.of(new SequenceTransform(feature, HISTORY, new StoredVocabulary(RawInteractions.ITEM)));
    }

    /** Adds the column {@value #HISTORY}, an ARRAY of INT, to rows whose users and items are numbers. */
    Dataset<Row> add(Dataset<Row> rows) {
        if (options.maxLength() == 0) {
            return rows;
        }
        UserHistories.Order order = order(rows);
        List<Column> keys = new ArrayList<>(List.of(col(RawInteractions.USER)));
        if (order == UserHistories.Order.NONE) {
            keys.addAll(List.of(isHeldOut(), xxhash64(col(RAW_ITEM))));
        }
        keys.addAll(List.of(col(RawInteractions.TIME), col(RawInteractions.TIE), col(RAW_ITEM)));
        Dataset<Row> sorted =
                rows.repartition(col(RawInteractions.USER)).sortWithinPartitions(keys.toArray(Column[]::new));
        return rows.sparkSession()
                .createDataFrame(
                        sorted.toJavaRDD().mapPartitions(new UserHistories(options.maxLength(), order)),
                        rows.schema().add(HISTORY, DataTypes.createArrayType(DataTypes.IntegerType)));
    }

    private static UserHistories.Order order(Dataset<Row> rows) {
        Row times = rows.filter(not(isHeldOut()))
                .agg(min(RawInteractions.TIME), max(RawInteractions.TIME))
                .first();
        boolean timed = !times.isNullAt(0) && times.getLong(0) < times.getLong(1);
        return timed ? UserHistories.Order.TIME : UserHistories.Order.NONE;
    }

    private static Column isHeldOut() {
        return col(Splits.SPLIT).isin(UserHistories.HELD_OUT.toArray());
    }
}
