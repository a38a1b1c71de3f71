package org.campanile.spark.preparation.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.campanile.core.CampanileException;
import org.campanile.spark.preparation.Locations;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.text.RawFolder;

/**
 * A table as it is stored.
 *
 * @param rows     its columns, then {@link RawData#REASON}, null or why the row cannot be read, and {@link RawData#RAW}, the
 *                 row as text
 * @param identity what identifies its contents
 */
record StoredTable(Dataset<Row> rows, Map<String, String> identity) {
    private static final String MALFORMED = "_malformed";

    /** Characters of a rejected row that are kept. */
    private static final int RAW_LIMIT = 2000;

    static StoredTable open(SparkSession spark, String path, TableOptions options) {
        if (path.isBlank()) {
            throw new CampanileException(
                    "data.path is empty: point it to the file or folder of the table, or name it.");
        }
        return switch (options.format()) {
            case CSV -> CsvFiles.open(spark, path, options);
            case JSON ->
                withMalformed(load(
                        spark.read()
                                .format("json")
                                .option("columnNameOfCorruptRecord", MALFORMED)
                                .option("multiLine", options.multiLine()),
                        path));
            case PARQUET -> ofFiles(load(spark.read().format("parquet"), path));
            case ORC -> ofFiles(load(spark.read().format("orc"), path));
            case TABLE -> ofRows(table(spark, path));
        };
    }

    /** A table of which only rows that cannot be read have their text: the others get theirs too. */
    static StoredTable withText(Dataset<Row> rows, Map<String, String> identity) {
        Column text = functions.coalesce(col(RawData.RAW), text(rows.drop(RawData.REASON, RawData.RAW)));
        return new StoredTable(rows.withColumn(RawData.RAW, substring(text, 1, RAW_LIMIT)), identity);
    }

    /** Names of the table's own columns. */
    List<String> columns() {
        return Arrays.stream(rows.columns())
                .filter(name -> !name.equals(RawData.REASON) && !name.equals(RawData.RAW))
                .toList();
    }

    private static Dataset<Row> load(DataFrameReader reader, String path) {
        try {
            return reader.load(Locations.pattern(path));
        } catch (Exception absent) {
            throw unreadable(path, absent);
        }
    }

    private static Dataset<Row> table(SparkSession spark, String name) {
        try {
            return spark.table(name);
        } catch (Exception absent) {
            throw unreadable(name, absent);
        }
    }

    private static CampanileException unreadable(String path, Exception failure) {
        String reason =
                failure instanceof AnalysisException analysis ? analysis.getSimpleMessage() : failure.getMessage();
        return new CampanileException("data.path is " + path + ", which cannot be read as a table: " + reason, failure);
    }

    private static StoredTable ofFiles(Dataset<Row> table) {
        return new StoredTable(withReason(table, lit(null), text(table)), files(table));
    }

    /* A view may show other rows of the same files: only its rows tell which. */
    private static StoredTable ofRows(Dataset<Row> table) {
        return new StoredTable(withReason(table, lit(null), text(table)), Map.of("rows", fingerprint(table)));
    }

    /* JSON has the column of malformed lines when there are any. */
    private static StoredTable withMalformed(Dataset<Row> table) {
        if (!List.of(table.columns()).contains(MALFORMED)) {
            return ofFiles(table);
        }
        Column malformed = col(MALFORMED);
        Column reason = functions.when(malformed.isNotNull(), lit("malformed-json"));
        Dataset<Row> rows = withReason(table, reason, functions.coalesce(malformed, text(table.drop(MALFORMED))));
        return new StoredTable(rows.drop(MALFORMED), files(table));
    }

    private static Dataset<Row> withReason(Dataset<Row> table, Column reason, Column raw) {
        for (String name : List.of(RawData.REASON, RawData.RAW)) {
            if (List.of(table.columns()).contains(name)) {
                throw new CampanileException(
                        "The table has a column '" + name + "', which has a meaning of its own here: rename it.");
            }
        }
        return table.withColumn(RawData.REASON, reason.cast(DataTypes.StringType))
                .withColumn(RawData.RAW, substring(raw, 1, RAW_LIMIT));
    }

    private static Column text(Dataset<Row> table) {
        Column[] columns = Arrays.stream(table.columns())
                .map(name -> col("`" + name.replace("`", "``") + "`"))
                .toArray(Column[]::new);
        return to_json(struct(columns));
    }

    /** Fingerprints of the files that Spark reads, by name. */
    private static Map<String, String> files(Dataset<Row> table) {
        Map<String, String> identity = new TreeMap<>();
        for (String file : table.inputFiles()) {
            int slash = file.lastIndexOf('/');
            RawFolder folder = new RawFolder(file.substring(0, slash));
            identity.putAll(folder.identity(List.of(file.substring(slash + 1))));
        }
        return identity;
    }

    private static String fingerprint(Dataset<Row> table) {
        Column hash = functions.xxhash64(text(table)).cast("decimal(38,0)");
        Row sum = table.agg(functions.count(lit(1)), functions.sum(hash)).first();
        return sum.get(0) + " rows, sum " + sum.get(1);
    }
}
