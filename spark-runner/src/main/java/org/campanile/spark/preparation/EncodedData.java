package org.campanile.spark.preparation;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.transform.DatasetTransform;

/**
 * Raw data after everything but writing: values are vocabulary indices, rows belong to splits.
 *
 * @param transform how the features were made of raw values
 * @param rows     one column under the name of each row feature, {@link #LABEL}, {@link Splits#SPLIT} and {@link #ORDER}
 * @param entities of each side that has features: {@link RawEntities#KEY} INT, one row per index from 0, and a column
 *                 under the name of each entity feature
 * @param counts   what became of the raw rows: first those of the samples, then those of users and items
 * @param conflicts rows with the same user and item, or the same features, as another one and a different label
 * @param hashCollisions by hashed vocabulary, the share of its training values that share their index, in [0, 1]
 * @param bestAchievable of generated data, test metrics of the probabilities that labels were drawn by; else empty
 */
record EncodedData(
        Schema schema,
        DatasetTransform transform,
        VocabularyIndex index,
        Dataset<Row> rows,
        Map<FeatureSide, Dataset<Row>> entities,
        List<InputCounts> counts,
        long conflicts,
        Map<String, Double> hashCollisions,
        Map<String, Double> bestAchievable) {
    /** FLOAT. */
    static final String LABEL = "label";

    /** LONG: pseudo-random place of a row. */
    static final String ORDER = "_order";
}
