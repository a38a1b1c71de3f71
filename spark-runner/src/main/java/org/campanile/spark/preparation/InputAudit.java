package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileStore;

/**
 * Counts the rows of an input, keeps examples of the rejected ones and stops the preparation when there are too many.
 *
 * @param maxRejectedFraction {@code data.max-rejected-fraction}
 * @param dataset             the data set being written; examples go to its folder {@code rejected}
 * @param failures            where examples go when there are too many
 */
record InputAudit(double maxRejectedFraction, FileStore dataset, FileStore failures) {
    /** Rejected rows that are kept per reason. */
    static final int EXAMPLES = 1000;

    /**
     * Returns the counts; rows without a reason count as used, or as deselected if they have a column
     * {@link RowSelection#DESELECTED} that is not null.
     *
     * @throws CampanileException when the rejected fraction is too large
     */
    InputCounts audit(String input, Dataset<Row> rows) {
        InputCounts counts = count(input, rows);
        if (counts.rejectedRows() > maxRejectedFraction * counts.read()) {
            keepExamples(counts, rows, failures);
            throw tooMany(counts);
        }
        keepExamples(counts, rows, dataset.folder("rejected"));
        return counts;
    }

    private static InputCounts count(String input, Dataset<Row> rows) {
        Map<String, Long> rejected = new TreeMap<>();
        Map<String, Long> deselected = new TreeMap<>();
        long read = 0;
        long used = 0;
        boolean selects = List.of(rows.columns()).contains(RowSelection.DESELECTED);
        Column reason = selects ? col(RowSelection.DESELECTED) : lit(null).cast(DataTypes.StringType);
        for (Row group : rows.groupBy(col(RawData.REASON), reason).count().collectAsList()) {
            long size = group.getLong(2);
            read += size;
            if (!group.isNullAt(0)) {
                rejected.merge(group.getString(0), size, Long::sum);
            } else if (!group.isNullAt(1)) {
                deselected.merge(group.getString(1), size, Long::sum);
            } else {
                used += size;
            }
        }
        return new InputCounts(input, read, used, 0, rejected, deselected);
    }

    private CampanileException tooMany(InputCounts counts) {
        return new CampanileException(String.format(
                Locale.ROOT,
                "%d of %d %s (%.2f %%) cannot be used, which is more than data.max-rejected-fraction allows (%.2f %%):"
                        + " see the examples in %s, then mend the data or raise data.max-rejected-fraction.",
                counts.rejectedRows(),
                counts.read(),
                counts.input(),
                100.0 * counts.rejectedRows() / counts.read(),
                100.0 * maxRejectedFraction,
                failures.root()));
    }

    private static void keepExamples(InputCounts counts, Dataset<Row> rows, FileStore folder) {
        for (String reason : counts.rejected().keySet()) {
            List<Row> examples = rows.filter(col(RawData.REASON).equalTo(reason))
                    .select(RawData.RAW)
                    .takeAsList(EXAMPLES);
            write(folder, counts.input() + "-" + reason + ".jsonl", examples);
        }
    }

    private static void write(FileStore folder, String file, List<Row> examples) {
        ObjectMapper json = new ObjectMapper();
        try (OutputStream out = folder.create(file)) {
            for (Row example : examples) {
                String line = json.writeValueAsString(Map.of("row", example.getString(0)));
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw new CampanileException(
                    folder.root() + "/" + file + " cannot be written: " + failure.getMessage() + ".", failure);
        }
    }
}
