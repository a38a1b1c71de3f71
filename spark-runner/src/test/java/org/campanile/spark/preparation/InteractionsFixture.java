package org.campanile.spark.preparation;

import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.campanile.core.config.DataConfiguration;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.core.tracking.ProgressListener;

/** Interactions written as text, and what preparation needs to work on them. */
final class InteractionsFixture {
    private InteractionsFixture() {}

    /** Raw rows of {@code "user item time"}, followed where needed by value, part ({@code -} for none) and tie. */
    static Dataset<Row> raw(String... interactions) {
        List<Row> rows =
                Arrays.stream(interactions).map(InteractionsFixture::row).toList();
        return spark().createDataFrame(rows, RawInteractions.SCHEMA);
    }

    private static Row row(String text) {
        String[] fields = text.split(" ", -1);
        return RowFactory.create(
                fields[0],
                fields[1],
                Long.valueOf(fields[2]),
                fields.length > 5 ? Long.parseLong(fields[5]) : 0L,
                fields.length > 3 ? Float.parseFloat(fields[3]) : 1f,
                fields.length > 4 && !fields[4].equals("-") ? fields[4] : null,
                null,
                null);
    }

    /** Rows as they are split: with the label 1 where the value is positive, otherwise 0. */
    static Dataset<Row> labelled(String... interactions) {
        return raw(interactions)
                .drop(RawData.REASON, RawData.RAW)
                .withColumn(
                        EncodedData.LABEL,
                        functions
                                .when(functions.col(RawInteractions.VALUE).gt(0), 1f)
                                .otherwise(0f));
    }

    /** The section {@code data} with these lines. */
    static DataConfiguration data(String... lines) {
        String[] all = new String[lines.length + 1];
        all[0] = "source: synthetic-interactions";
        System.arraycopy(lines, 0, all, 1, lines.length);
        return PreparationFixture.configuration(all).data();
    }

    /** A context with seed 1. */
    static PreparationContext context(Path folder, DatasetCache cache, DataConfiguration data) {
        LocalFileStore store = new LocalFileStore(folder);
        return new PreparationContext(
                spark(),
                new SqlSettings(spark()),
                new Phases(spark(), ProgressListener.SILENT),
                cache,
                new InputAudit(1, store, store.folder("failures")),
                data,
                1);
    }

    /** The split of each pair, as {@code user/item}. */
    static Map<String, String> splits(Dataset<Row> rows) {
        Map<String, String> splits = new TreeMap<>();
        for (Row row : rows.collectAsList()) {
            splits.put(pair(row), row.getAs(Splits.SPLIT));
        }
        return splits;
    }

    /** The rows as {@code user/item@time}, sorted. */
    static List<String> events(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .map(row -> pair(row) + "@" + row.<Long>getAs(RawInteractions.TIME))
                .sorted()
                .toList();
    }

    private static String pair(Row row) {
        return row.getAs(RawInteractions.USER) + "/" + row.getAs(RawInteractions.ITEM);
    }
}
