package org.campanile.spark.preparation.table;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.core.config.DataConfiguration;
import org.campanile.core.config.FeatureConfiguration;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.core.config.TargetsConfiguration;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.spark.preparation.DataSource;
import org.campanile.spark.preparation.FeaturePlanner;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawEntities;
import org.campanile.spark.preparation.RawExamples;
import org.campanile.spark.preparation.RawInteractions;

/** Any table: examples where a label is named, interactions where a user and an item are. */
public final class TableSource implements DataSource {
    @Override
    public String type() {
        return "table";
    }

    @Override
    public String description() {
        return "Parquet, CSV, JSON or ORC files, or a table that Spark knows, whose columns data.label or data.user and"
                + " data.item, and data.features, explain; data.path is a file, a folder or the table's name.";
    }

    @Override
    public Class<? extends SourceOptions> optionsType() {
        return TableOptions.class;
    }

    @Override
    public RawData open(SparkSession spark, RunConfiguration configuration) {
        TableOptions options = (TableOptions) configuration.data().options();
        StoredTable table = StoredTable.open(spark, configuration.data().path(), options);
        List<String> targets = targets(configuration.data().targets());
        FeaturePlanner planner = new FeaturePlanner(configuration.data().features());
        Stream<String> named = Stream.of(
                        Stream.of(
                                options.label(),
                                options.user(),
                                options.item(),
                                options.time(),
                                options.value(),
                                options.negatives()),
                        targets.stream(),
                        planner.entries().stream().map(FeatureConfiguration::weights))
                .flatMap(columns -> columns);
        List<String> taken = named.filter(name -> !name.isEmpty()).distinct().toList();
        for (String column : taken) {
            if (!table.columns().contains(column)) {
                throw new CampanileException(
                        "The table has no column " + column + "; it has " + String.join(", ", table.columns()) + ".");
            }
        }
        StructType columns = table.rows().drop(RawData.REASON, RawData.RAW).schema();
        TableFeatures features = new TableFeatures(columns, taken, planner);
        return options.hasLabel()
                ? examples(table, configuration.data(), features)
                : interactions(table, configuration.data(), features);
    }

    /** Columns that are labels or weights beside the first label; of interactions their value is there anyway. */
    private static List<String> targets(TargetsConfiguration options) {
        return Stream.concat(options.furtherLabels().stream(), Stream.of(options.weight()))
                .filter(column -> !column.isEmpty() && !column.equals(RawInteractions.VALUE))
                .toList();
    }

    private static RawExamples examples(StoredTable table, DataConfiguration data, TableFeatures features) {
        TableOptions options = (TableOptions) data.options();
        List<Feature> all = features.ofExamples();
        TableColumns columns = new TableColumns(table.rows());
        columns.label(options.label(), RawExamples.LABEL, data.targets().labels());
        targets(data.targets()).forEach(columns::target);
        addFeatures(all, features.planner(), options, columns);
        return new RawExamples(table.identity(), columns.rows(), all, Scaling.STANDARDIZE);
    }

    private static void addFeatures(
            List<Feature> features, FeaturePlanner planner, TableOptions options, TableColumns columns) {
        for (Feature feature : features) {
            columns.feature(feature, options.listSeparator());
            String weights = planner.options(feature.name()).weights();
            if (feature instanceof SequenceFeature && !weights.isEmpty()) {
                columns.weights(feature.name(), weights, options.listSeparator());
            }
        }
    }

    private static RawInteractions interactions(StoredTable table, DataConfiguration data, TableFeatures features) {
        TableOptions options = (TableOptions) data.options();
        TableColumns columns = new TableColumns(table.rows());
        columns.key(options.user(), RawInteractions.USER);
        columns.key(options.item(), RawInteractions.ITEM);
        if (options.time().isEmpty()) {
            columns.constant(lit(0L), RawInteractions.TIME);
        } else {
            columns.time(options.time(), RawInteractions.TIME);
        }
        columns.constant(lit(0L), RawInteractions.TIE);
        addValue(options, columns);
        columns.constant(lit(null).cast(DataTypes.StringType), RawInteractions.PART);
        if (!options.negatives().isEmpty()) {
            columns.list(options.negatives(), options.listSeparator(), RawInteractions.NEGATIVES);
        }
        targets(data.targets()).forEach(columns::target);
        List<RawEntities> entities = new ArrayList<>();
        for (FeatureSide side : List.of(FeatureSide.USER, FeatureSide.ITEM)) {
            List<Feature> own = features.of(side);
            if (!own.isEmpty()) {
                String key = side == FeatureSide.USER ? options.user() : options.item();
                entities.add(entities(table, side, key, own, features.planner(), options));
            }
        }
        return new RawInteractions(table.identity(), columns.rows(), entities);
    }

    private static void addValue(TableOptions options, TableColumns columns) {
        if (options.value().isEmpty()) {
            columns.constant(lit(1f), RawInteractions.VALUE);
        } else if (options.actions().isEmpty()) {
            columns.number(options.value(), RawInteractions.VALUE);
        } else {
            columns.action(options.value(), RawInteractions.VALUE, options.actions());
        }
    }

    /** Every interaction tells its user's and item's features again; repetitions are duplicates. */
    private static RawEntities entities(
            StoredTable table,
            FeatureSide side,
            String key,
            List<Feature> features,
            FeaturePlanner planner,
            TableOptions options) {
        TableColumns columns = new TableColumns(table.rows());
        columns.key(key, RawEntities.KEY);
        addFeatures(features, planner, options, columns);
        return new RawEntities(side, features, columns.rows());
    }
}
