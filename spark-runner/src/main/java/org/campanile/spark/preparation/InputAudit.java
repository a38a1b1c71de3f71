package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
     * Returns the counts; rows without a reason count as used.
     *
     * @throws CampanileException when the rejected fraction is too large
     */
    InputCounts audit(String input, Dataset<Row> rows) {
        Map<String, Long> rejected = new TreeMap<>();
        long used = 0;
        for (Row count : rows.groupBy(RawData.REASON).count().collectAsList()) {
            if (count.isNullAt(0)) {
                used = count.getLong(1);
            } else {
                rejected.put(count.getString(0), count.getLong(1));
            }
        }
        long read = used + rejected.values().stream().mapToLong(Long::longValue).sum();
        InputCounts counts = new InputCounts(input, read, used, 0, rejected);
        if (counts.rejectedRows() > maxRejectedFraction * read) {
            keepExamples(counts, rows, failures);
            throw tooMany(counts);
        }
        keepExamples(counts, rows, dataset.folder("rejected"));
        return counts;
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
