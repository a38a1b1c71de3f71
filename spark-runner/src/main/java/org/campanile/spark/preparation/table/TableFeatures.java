package org.campanile.spark.preparation.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.core.config.FeatureConfiguration;
import org.campanile.core.config.FeatureConfiguration.Kind;
import org.campanile.core.config.FeatureConfiguration.Side;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.spark.preparation.FeaturePlanner;
import org.campanile.spark.preparation.RawEntities;
import org.campanile.spark.preparation.RawExamples;
import org.campanile.spark.preparation.RawInteractions;

/**
 * The features of a table: every column that is not something else, as {@code data.features} declares it or, where that is
 * silent, by the column's type.
 *
 * @param columns the table's columns
 * @param taken   columns that are labels, weights, user, item, time, value or negatives
 */
record TableFeatures(StructType columns, List<String> taken, FeaturePlanner planner) {
    private static final Set<String> MEANINGFUL = Set.of(
            RawExamples.LABEL,
            RawInteractions.PART,
            RawExamples.PROBABILITY,
            RawInteractions.USER,
            RawInteractions.ITEM,
            RawInteractions.NEGATIVES,
            RawEntities.KEY,
            "history");

    /** All features of examples; without a declared side they describe the sample. */
    List<Feature> ofExamples() {
        List<Feature> features = new ArrayList<>();
        for (String column : free()) {
            FeatureConfiguration options = planner.options(column);
            Side side = options.side() == Side.AUTO ? Side.CONTEXT : options.side();
            features.add(feature(column, options, FeatureSide.valueOf(side.name())));
        }
        return features;
    }

    /**
     * The features of users, or of items.
     *
     * @throws CampanileException when a feature belongs to neither
     */
    List<Feature> of(FeatureSide wanted) {
        List<Feature> features = new ArrayList<>();
        for (String column : free()) {
            FeatureConfiguration options = planner.options(column);
            FeatureSide side = options.kind() == Kind.NONE ? FeatureSide.ITEM : side(column, options);
            if (side == wanted) {
                features.add(feature(column, options, side));
            }
        }
        return features;
    }

    private List<String> free() {
        List<String> free = List.of(columns.fieldNames()).stream()
                .filter(column -> !taken.contains(column))
                .toList();
        for (String column : free) {
            if (MEANINGFUL.contains(column) || column.startsWith("_")) {
                throw new CampanileException("The table has a column " + column
                        + ", but features must not begin with an underscore or have one of the names "
                        + MEANINGFUL.stream().sorted().collect(Collectors.joining(", ")) + ": rename it.");
            }
        }
        return free;
    }

    private static FeatureSide side(String column, FeatureConfiguration options) {
        if (options.side() != Side.USER && options.side() != Side.ITEM) {
            throw new CampanileException("data.features: " + column + ": side is "
                    + options.side().name().toLowerCase(Locale.ROOT)
                    + "; allowed for a column of interactions: user, item; or set kind: none to leave it out.");
        }
        return FeatureSide.valueOf(options.side().name());
    }

    private Feature feature(String column, FeatureConfiguration options, FeatureSide side) {
        Kind kind =
                options.kind() == Kind.AUTO ? kind(column, columns.apply(column).dataType()) : options.kind();
        return switch (kind) {
            case DENSE -> new DenseFeature(column, side);
            case SEQUENCE -> new SequenceFeature(column, side, column);
            case CATEGORICAL, NONE -> new CategoricalFeature(column, side, column);
            case AUTO -> throw new IllegalArgumentException("the kind of " + column + " is open");
        };
    }

    private static Kind kind(String column, DataType type) {
        if (type instanceof NumericType) {
            return Kind.DENSE;
        }
        if (type instanceof StringType || type instanceof BooleanType) {
            return Kind.CATEGORICAL;
        }
        if (type instanceof ArrayType) {
            return Kind.SEQUENCE;
        }
        throw new CampanileException("The column " + column + " is of type " + type.simpleString()
                + ", which says nothing of its kind: name it in data.features with a kind, or with kind: none to leave"
                + " it out.");
    }
}
