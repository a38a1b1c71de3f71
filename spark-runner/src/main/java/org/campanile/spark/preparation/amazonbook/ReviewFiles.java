package org.campanile.spark.preparation.amazonbook;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.GivenParts;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.RawFiles;
import org.campanile.spark.preparation.text.TextFile;
import org.campanile.spark.preparation.text.TextLines;

/** Raw reviews as JSON lines and ratings as CSV, of the dumps of 2014, 2018 and 2023. */
record ReviewFiles(SparkSession spark, RawFiles files, GivenParts parts, AmazonBookOptions options) {
    private static final List<String> CSV = List.of(".csv");

    /** The interactions of all files. */
    Dataset<Row> rows() {
        return files.names().stream()
                .map(file -> RawFiles.hasEnding(file, CSV) ? ratings(file) : reviews(file))
                .reduce(Dataset::union)
                .orElseThrow();
    }

    private Dataset<Row> reviews(String file) {
        return new TextLines(files.folder().location(file), "UTF-8", LineFormat.Header.ABSENT)
                .rows(spark, RawInteractions.SCHEMA, new Review(parts.of(file)));
    }

    private Dataset<Row> ratings(String file) {
        RatingColumns columns = RatingColumns.of(file, files.folder().firstLines(file), options.columns());
        return new TextFile(files.folder().location(file), columns.format())
                .rows(spark, RawInteractions.SCHEMA, columns.parser(parts.of(file)));
    }
}
