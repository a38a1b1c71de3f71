package org.campanile.spark.preparation.table;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;
import org.campanile.spark.preparation.text.RawFiles;
import org.campanile.spark.preparation.text.RejectedRow;
import org.campanile.spark.preparation.text.TextFile;
import org.jspecify.annotations.Nullable;

/**
 * CSV with a header as texts; an empty field is null. Not by Spark's own reader, which takes lines with too few or too many
 * fields for whole ones when not all columns are asked for.
 */
final class CsvFiles {
    private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".txt");

    private CsvFiles() {}

    static StoredTable open(SparkSession spark, String path, TableOptions options) {
        RawFiles files = RawFiles.of(path, "table").withEndings(ENDINGS);
        List<String> names = names(header(files), options.separator());
        Quoting quoting = options.multiLine() ? Quoting.DOUBLE_QUOTES_ACROSS_LINES : Quoting.DOUBLE_QUOTES;
        LineFormat format = new LineFormat(options.separator(), names.size(), "UTF-8", quoting, Header.PRESENT);
        StructType schema = schema(names);
        int width = names.size();
        Dataset<Row> rows = files.names().stream()
                .map(file -> new TextFile(files.folder().location(file), format)
                        .rows(spark, schema, fields -> values(fields, width)))
                .reduce(Dataset::union)
                .orElseThrow();
        return StoredTable.withText(rows, files.folder().identity(files.names()));
    }

    private static String header(RawFiles files) {
        String first = files.names().get(0);
        String header = files.folder().firstLine(first);
        for (String file : files.names().subList(1, files.names().size())) {
            String other = files.folder().firstLine(file);
            if (!other.equals(header)) {
                throw new CampanileException("The files of data.path have different headers: " + file + " begins with '"
                        + other + "', " + first + " with '" + header + "'.");
            }
        }
        return header;
    }

    private static List<String> names(String header, String separator) {
        try {
            return new LineFormat(separator, 1, "UTF-8", Quoting.DOUBLE_QUOTES, Header.PRESENT)
                    .splitAll(header)
                    .texts();
        } catch (RejectedRow malformed) {
            throw new CampanileException(
                    "The header of data.path cannot be read (" + malformed.reason() + "): '" + header + "'.",
                    malformed);
        }
    }

    private static StructType schema(List<String> names) {
        StructType schema = new StructType();
        for (String name : names) {
            if (name.isEmpty() || List.of(schema.fieldNames()).contains(name)) {
                throw new CampanileException("The header of data.path names the column '" + name
                        + "' twice, or a column has no name: names must be different.");
            }
            schema = schema.add(name, DataTypes.StringType);
        }
        return schema.add(RawData.REASON, DataTypes.StringType).add(RawData.RAW, DataTypes.StringType);
    }

    private static Object[] values(Fields fields, int width) {
        @Nullable Object[] values = new Object[width];
        for (int field = 0; field < width; field++) {
            values[field] = fields.text(field).isEmpty() ? null : fields.text(field);
        }
        return values;
    }
}
