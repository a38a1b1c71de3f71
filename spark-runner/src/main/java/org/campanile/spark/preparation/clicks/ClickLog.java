package org.campanile.spark.preparation.clicks;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.shard.Split;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawExamples;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineParser;
import org.campanile.spark.preparation.text.RawFiles;
import org.campanile.spark.preparation.text.RejectedRow;
import org.campanile.spark.preparation.text.TextFile;

/**
 * How a log of clicks is written.
 *
 * @param format   of each line
 * @param features that the parser makes, after the label
 * @param parser   makes the label and the features of a line
 */
record ClickLog(LineFormat format, List<Feature> features, LineParser parser, Scaling scaling) {
    /**
     * The examples of all files with labels.
     *
     * @param files those whose first line has a label; those of a published test part without labels are left out
     */
    RawExamples read(SparkSession spark, RawFiles files, List<String> labelled) {
        Dataset<Row> rows = labelled.stream()
                .map(file -> read(spark, files.folder().location(file), file))
                .reduce(Dataset::union)
                .orElseThrow(() -> new CampanileException("None of the files " + String.join(", ", files.names())
                        + " in " + files.folder().location()
                        + " has labels in the columns that this data.source reads."));
        return new RawExamples(files.identity(labelled), rows, features, scaling);
    }

    /** The label 0 or 1: {@code empty-label}, {@code label-not-0-or-1}. */
    static float label(Fields fields, int field) throws RejectedRow {
        String text = fields.required(field, "label");
        if (!text.equals("0") && !text.equals("1")) {
            throw new RejectedRow("label-not-0-or-1");
        }
        return text.equals("1") ? 1 : 0;
    }

    private Dataset<Row> read(SparkSession spark, String location, String name) {
        Column part = RawFiles.part(name)
                .map(Split::folder)
                .map(folder -> lit(folder))
                .orElse(lit(null));
        return new TextFile(location, format)
                .rows(spark, columns(), parser)
                .withColumn(RawInteractions.PART, part.cast(DataTypes.StringType));
    }

    private StructType columns() {
        StructType columns = new StructType().add(RawExamples.LABEL, DataTypes.FloatType);
        for (Feature feature : features) {
            columns = columns.add(
                    feature.name(), feature instanceof DenseFeature ? DataTypes.FloatType : DataTypes.StringType);
        }
        return columns.add(RawData.REASON, DataTypes.StringType).add(RawData.RAW, DataTypes.StringType);
    }
}
