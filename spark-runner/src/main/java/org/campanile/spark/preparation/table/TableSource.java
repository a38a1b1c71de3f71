package org.campanile.spark.preparation.table;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
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
        List<String> taken = Stream.of(options.label(), options.user(), options.item(), options.time(), options.value())
                .filter(name -> !name.isEmpty())
                .toList();
        for (String column : taken) {
            if (!table.columns().contains(column)) {
                throw new CampanileException(
                        "The table has no column " + column + "; it has " + String.join(", ", table.columns()) + ".");
            }
        }
        StructType columns = table.rows().drop(RawData.REASON, RawData.RAW).schema();
        TableFeatures features = new TableFeatures(
                columns, taken, new FeaturePlanner(configuration.data().features()));
        return options.hasLabel() ? examples(table, options, features) : interactions(table, options, features);
    }

    private static RawExamples examples(StoredTable table, TableOptions options, TableFeatures features) {
        List<Feature> all = features.ofExamples();
        TableColumns columns = new TableColumns(table.rows());
        columns.label(options.label(), RawExamples.LABEL);
        all.forEach(feature -> columns.feature(feature, options.listSeparator()));
        return new RawExamples(table.identity(), columns.rows(), all, Scaling.STANDARDIZE);
    }

    private static RawInteractions interactions(StoredTable table, TableOptions options, TableFeatures features) {
        TableColumns columns = new TableColumns(table.rows());
        columns.key(options.user(), RawInteractions.USER);
        columns.key(options.item(), RawInteractions.ITEM);
        if (options.time().isEmpty()) {
            columns.constant(lit(0L), RawInteractions.TIME);
        } else {
            columns.time(options.time(), RawInteractions.TIME);
        }
        columns.constant(lit(0L), RawInteractions.TIE);
        if (options.value().isEmpty()) {
            columns.constant(lit(1f), RawInteractions.VALUE);
        } else {
            columns.number(options.value(), RawInteractions.VALUE);
        }
        columns.constant(lit(null).cast(DataTypes.StringType), RawInteractions.PART);
        List<RawEntities> entities = new ArrayList<>();
        for (FeatureSide side : List.of(FeatureSide.USER, FeatureSide.ITEM)) {
            List<Feature> own = features.of(side);
            if (!own.isEmpty()) {
                String key = side == FeatureSide.USER ? options.user() : options.item();
                entities.add(entities(table, side, key, own, options.listSeparator()));
            }
        }
        return new RawInteractions(table.identity(), columns.rows(), entities);
    }

    /** Every interaction tells its user's and item's features again; repetitions are duplicates. */
    private static RawEntities entities(
            StoredTable table, FeatureSide side, String key, List<Feature> features, String listSeparator) {
        TableColumns columns = new TableColumns(table.rows());
        columns.key(key, RawEntities.KEY);
        features.forEach(feature -> columns.feature(feature, listSeparator));
        return new RawEntities(side, features, columns.rows());
    }
}
