package org.campanile.spark.preparation.itemsets;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.RawFolder;
import org.campanile.spark.preparation.text.TextLines;

/** The two files: {@code userId,movieId,rating,timestamp} and {@code userId,movieId_1,...,movieId_5,rating,timestamp}. */
record RatingFiles(SparkSession spark, RawFolder folder) {
    private static final int MEMBERS = 5;

    /** One row per rating of a movie. */
    Dataset<Row> items(String file) {
        return rows(file, new SetRating(1));
    }

    /** Five rows per rating of a set, each with one of its movies and the set's rating. */
    Dataset<Row> members(String file) {
        return rows(file, new SetRating(MEMBERS));
    }

    private Dataset<Row> rows(String file, SetRating line) {
        return new TextLines(folder.location(file), "UTF-8", Header.PRESENT).rows(spark, RawInteractions.SCHEMA, line);
    }
}
