package org.campanile.spark.preparation.yidiannews;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;
import org.campanile.spark.preparation.text.LineParser;
import org.campanile.spark.preparation.text.RawFolder;
import org.campanile.spark.preparation.text.TextFile;

/** The competition's files: tabs between fields, no header, no quotes. */
record LogFiles(SparkSession spark, RawFolder folder) {
    static final String IMPRESSIONS = "train_data.txt";
    private static final String USERS = "user_info.txt";
    private static final String DOCUMENTS = "doc_info.txt";

    /** All files that are read; {@code test_data.txt} has no clicks. */
    static final List<String> ALL = List.of(IMPRESSIONS, USERS, DOCUMENTS);

    private static final int IMPRESSION_FIELDS = 8;
    private static final int ENTITY_FIELDS = 7;

    /** Everything, given the names of the files there are. */
    RawData open(List<String> names) {
        for (String file : ALL) {
            if (!names.contains(file)) {
                throw new CampanileException("The folder " + folder.location() + " has " + IMPRESSIONS + ", but no "
                        + file + ": unpack the archive again.");
            }
        }
        return new RawInteractions(
                folder.identity(ALL),
                rows(IMPRESSIONS, IMPRESSION_FIELDS, RawInteractions.SCHEMA, LogLines.impressions()),
                List.of(
                        YidianFeatures.users(rows(USERS, ENTITY_FIELDS, YidianFeatures.USER, LogLines.users())),
                        YidianFeatures.documents(
                                rows(DOCUMENTS, ENTITY_FIELDS, YidianFeatures.DOCUMENT, LogLines.documents()))));
    }

    private Dataset<Row> rows(String file, int fields, StructType schema, LineParser parser) {
        LineFormat format = new LineFormat("\t", fields, "UTF-8", Quoting.NONE, Header.ABSENT);
        return new TextFile(folder.location(file), format).rows(spark, schema, parser);
    }
}
