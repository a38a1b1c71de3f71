package org.campanile.spark.preparation.clicks;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a log of clicks is written.
 *
 * @param formats  of the lines of a file, by its first line; none for a file without labels
 * @param features that the parser makes, after the label
 * @param parser   makes the label and the features of a line
 */
record ClickLog(
        Function<String, Optional<LineFormat>> formats, List<Feature> features, LineParser parser, Scaling scaling) {
    private static final Logger LOG = LoggerFactory.getLogger(ClickLog.class);

    /** The examples of all files with labels. Those without, as of a published test part, are left out with a warning. */
    RawExamples read(SparkSession spark, RawFiles files) {
        Map<String, LineFormat> labelled = new TreeMap<>();
        for (String file : files.names()) {
            formats.apply(files.folder().firstLine(file))
                    .ifPresentOrElse(
                            format -> labelled.put(file, format),
                            () -> LOG.warn(
                                    "{} is left out: its first line has no label",
                                    files.folder().location(file)));
        }
        Dataset<Row> rows = labelled.entrySet().stream()
                .map(file -> read(spark, files.folder().location(file.getKey()), file.getKey(), file.getValue()))
                .reduce(Dataset::union)
                .orElseThrow(() -> new CampanileException("None of the files " + String.join(", ", files.names())
                        + " in " + files.folder().location()
                        + " has labels in the columns that this data.source reads."));
        return new RawExamples(files.identity(List.copyOf(labelled.keySet())), rows, features, scaling);
    }

    /** The label 0 or 1: {@code empty-label}, {@code label-not-0-or-1}. */
    static float label(Fields fields, int field) throws RejectedRow {
        String text = fields.required(field, "label");
        if (!text.equals("0") && !text.equals("1")) {
            throw new RejectedRow("label-not-0-or-1");
        }
        return text.equals("1") ? 1 : 0;
    }

    private Dataset<Row> read(SparkSession spark, String location, String name, LineFormat format) {
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
