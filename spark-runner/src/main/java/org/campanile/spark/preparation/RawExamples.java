package org.campanile.spark.preparation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.schema.Feature;

/**
 * Examples with labels, such as impressions with or without a click.
 *
 * @param features what the columns mean, in the order in which models see them; their names are not those of the other
 *                 columns and do not begin with an underscore
 * @param rows     column {@link #LABEL}, one column under the name of each feature (categorical STRING, dense FLOAT,
 *                 sequence ARRAY of STRING; null where missing), {@link RawData#REASON} and {@link RawData#RAW}; and, if
 *                 there are any, {@link RawInteractions#PART} and {@link #PROBABILITY}; others are weights of sequences, ARRAY of
 *                 FLOAT, or further labels and weights of examples, FLOAT
 * @param scaling  of dense features for which the configuration says nothing
 */
public record RawExamples(Map<String, String> identity, Dataset<Row> rows, List<Feature> features, Scaling scaling)
        implements RawData {
    /** What is to be predicted, FLOAT: 1 for a click, 0 for none. */
    public static final String LABEL = "label";

    /** Of generated data, the probability by which the label was drawn, FLOAT in (0, 1). */
    public static final String PROBABILITY = "probability";

    public RawExamples {
        identity = Map.copyOf(identity);
        features = List.copyOf(features);
        Columns.requireFree(features, Set.of(LABEL, RawInteractions.PART, PROBABILITY, REASON, RAW));
    }

    @Override
    public List<String> featureNames() {
        return features.stream().map(Feature::name).toList();
    }

    /** Columns that may be further labels or weights: those that are nothing else. */
    Set<String> targetColumns() {
        Set<String> columns = new HashSet<>(List.of(rows.columns()));
        columns.removeAll(featureNames());
        columns.removeAll(Set.of(LABEL, RawInteractions.PART, PROBABILITY, REASON, RAW));
        return columns;
    }

    /** Whether the rows have a column. */
    boolean has(String column) {
        return List.of(rows.columns()).contains(column);
    }
}
