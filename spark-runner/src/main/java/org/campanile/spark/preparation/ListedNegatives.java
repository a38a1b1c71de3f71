package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.transform.SequenceTransform;
import org.campanile.core.transform.StoredVocabulary;

/** The feature {@value RawInteractions#NEGATIVES}: of each sample the items that its user did not take instead. */
final class ListedNegatives {
    private ListedNegatives() {}

    /** How the feature is made, if rows list negatives; items that do not occur in interactions become index 0. */
    static Optional<SequenceTransform> transform(RawInteractions raw) {
        if (!raw.hasNegatives()) {
            return Optional.empty();
        }
        SequenceFeature feature = new SequenceFeature(
                RawInteractions.NEGATIVES,
                FeatureSide.NEGATIVES,
                RawInteractions.ITEM,
                SequencePooling.MEAN,
                0,
                FeatureStorage.IN_ROW);
        return Optional.of(
                new SequenceTransform(feature, RawInteractions.NEGATIVES, new StoredVocabulary(RawInteractions.ITEM)));
    }

    /** Rows whose lists do not have the row's own item. */
    static Dataset<Row> withoutOwnItem(Dataset<Row> rows) {
        return rows.withColumn(
                RawInteractions.NEGATIVES,
                filter(
                        col(RawInteractions.NEGATIVES),
                        negative -> negative.isNotNull().and(negative.notEqual(col(RawInteractions.ITEM)))));
    }
}
