package org.campanile.spark.preparation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.Check;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.SequenceFeature;

/**
 * Examples with labels, such as impressions with or without a click.
 *
 * @param features what the columns mean, in the order in which models see them; dense and categorical ones, whose names
 *                 are not those of the other columns and do not begin with an underscore
 * @param rows     column {@link #LABEL}, one column under the name of each feature (categorical STRING, null where
 *                 missing; dense FLOAT), {@link RawData#REASON} and {@link RawData#RAW}; where the source gives a split,
 *                 {@link RawInteractions#PART} too
 */
public record RawExamples(Map<String, String> identity, Dataset<Row> rows, List<Feature> features) implements RawData {
    /** What is to be predicted, FLOAT: 1 for a click, 0 for none. */
    public static final String LABEL = "label";

    public RawExamples {
        identity = Map.copyOf(identity);
        features = List.copyOf(features);
        Columns.requireFree(features, Set.of(LABEL, RawInteractions.PART, REASON, RAW));
        for (Feature feature : features) {
            Check.that(
                    !(feature instanceof SequenceFeature),
                    "sequence feature %s cannot be read from examples",
                    feature.name());
        }
    }
}
