package org.campanile.spark.preparation;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.Check;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;

/**
 * What is known of users or items, one row per entity.
 *
 * @param side     {@code USER} or {@code ITEM}
 * @param features what the columns mean; each belongs to the side
 * @param rows     column {@link #KEY}, one column under the name of each feature (categorical STRING, dense FLOAT,
 *                 sequence ARRAY of STRING; null where unknown), {@link RawData#REASON} and {@link RawData#RAW}
 */
public record RawEntities(FeatureSide side, List<Feature> features, Dataset<Row> rows) {
    /** The value of the interactions' user or item column, STRING. */
    public static final String KEY = "key";

    public RawEntities {
        Check.that(side != FeatureSide.CONTEXT, "entities are users or items");
        features = List.copyOf(features);
        Columns.requireFree(features, Set.of(KEY, RawData.REASON, RawData.RAW));
        Check.that(!features.isEmpty(), "entities without features need no rows");
        for (Feature feature : features) {
            Check.that(feature.side() == side, "feature %s is not of side %s", feature.name(), side);
        }
    }

    /** What the report and the folder of rejected rows call these rows: {@code users} or {@code items}. */
    String input() {
        return side == FeatureSide.USER ? "users" : "items";
    }
}
