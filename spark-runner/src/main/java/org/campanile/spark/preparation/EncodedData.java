package org.campanile.spark.preparation;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;

/**
 * Raw data after everything but writing: values are vocabulary indices, rows belong to splits.
 *
 * @param rows     one column under the name of each row feature, {@link #LABEL}, {@link Splits#SPLIT} and {@link #ORDER}
 * @param entities of each side that has features: {@link RawEntities#KEY} INT, one row per index from 0, and a column
 *                 under the name of each entity feature
 * @param counts   what became of the raw rows: first those of the samples, then those of users and items
 * @param conflicts rows with the same user and item, or the same features, as another one and a different label
 */
record EncodedData(
        Schema schema,
        VocabularyIndex index,
        Dataset<Row> rows,
        Map<FeatureSide, Dataset<Row>> entities,
        List<InputCounts> counts,
        long conflicts) {
    /** FLOAT. */
    static final String LABEL = "label";

    /** LONG: pseudo-random place of a row. */
    static final String ORDER = "_order";
}
