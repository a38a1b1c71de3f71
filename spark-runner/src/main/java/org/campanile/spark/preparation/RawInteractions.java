package org.campanile.spark.preparation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.Check;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;

/**
 * Interactions of users with items, positive unless {@code data.positives} says otherwise, and what is known of the users and items.
 *
 * @param rows     one row per interaction, with the columns of {@link #SCHEMA} and perhaps {@link #NEGATIVES}; others, of FLOAT, may be
 *                 labels and weights
 * @param entities features of users and of items; at most one per side, none for a side without features
 */
public record RawInteractions(Map<String, String> identity, Dataset<Row> rows, List<RawEntities> entities)
        implements RawData {
    /** Who, STRING: not null and not empty. */
    public static final String USER = "user";

    /** With what, STRING: not null and not empty. */
    public static final String ITEM = "item";

    /** When, LONG: any unit that grows with time. */
    public static final String TIME = "time";

    /** What comes first at the same time, LONG: 0 when there is no such order. */
    public static final String TIE = "tie";

    /** How strong, FLOAT: a rating or a count; what {@code data.positives.at-least} is compared with. */
    public static final String VALUE = "value";

    /**
     * Which part the source itself puts the row in, STRING: {@code train}, {@code validation} or {@code test}, or
     * {@link #HISTORY}; null when the source gives no split.
     */
    public static final String PART = "part";

    /**
     * Items that the user did not take instead, ARRAY of STRING; empty or null when it is not known. This column need not be
     * there.
     */
    public static final String NEGATIVES = "negatives";

    /** The part of what is known of a user who is held out: neither trained on nor evaluated. */
    public static final String HISTORY = "history";

    /** The columns of {@link #rows()}. */
    public static final StructType SCHEMA = new StructType()
            .add(USER, DataTypes.StringType)
            .add(ITEM, DataTypes.StringType)
            .add(TIME, DataTypes.LongType)
            .add(TIE, DataTypes.LongType)
            .add(VALUE, DataTypes.FloatType)
            .add(PART, DataTypes.StringType)
            .add(REASON, DataTypes.StringType)
            .add(RAW, DataTypes.StringType);

    public RawInteractions {
        identity = Map.copyOf(identity);
        entities = List.copyOf(entities);
        for (String column : SCHEMA.fieldNames()) {
            Check.that(List.of(rows.columns()).contains(column), "interactions need a column %s", column);
        }
    }

    /** Columns that may be further labels or weights: {@link #VALUE}, and what the source gives beside {@link #SCHEMA}. */
    Set<String> targetColumns() {
        Set<String> columns = new HashSet<>(List.of(rows.columns()));
        columns.removeAll(List.of(SCHEMA.fieldNames()));
        columns.remove(NEGATIVES);
        columns.add(VALUE);
        return columns;
    }

    @Override
    public List<String> featureNames() {
        return entities.stream()
                .flatMap(side -> side.features().stream())
                .map(Feature::name)
                .toList();
    }

    /** Whether rows list negatives. */
    boolean hasNegatives() {
        return List.of(rows.columns()).contains(NEGATIVES);
    }

    /** What is known of the entities of a side. */
    public Optional<RawEntities> entities(FeatureSide side) {
        return entities.stream().filter(candidate -> candidate.side() == side).findFirst();
    }
}
