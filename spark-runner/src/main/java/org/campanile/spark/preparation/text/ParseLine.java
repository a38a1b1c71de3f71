package org.campanile.spark.preparation.text;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.campanile.core.Check;

/**
 * Makes rows from a line of a file: the expander's values and two nulls; or one row of nulls, a reason and the line.
 *
 * @param encoding name of the file's character encoding
 * @param values   number of values that the expander makes for a row
 */
record ParseLine(String encoding, LineExpander expander, int values) implements Serializable {
    /** Characters of a rejected line that are kept. */
    private static final int RAW_LIMIT = 2000;

    private static final long serialVersionUID = 1L;

    List<Row> parse(Text line) {
        try {
            List<Object[]> rows = expander.expand(decode(line));
            Check.that(!rows.isEmpty(), "a line without rows would be lost without a trace");
            return rows.stream().map(this::row).toList();
        } catch (RejectedRow rejected) {
            return List.of(rejected(rejected.reason(), line));
        }
    }

    private Row row(Object[] parsed) {
        Check.that(parsed.length == values, "%d values were made for %d columns", parsed.length, values);
        return RowFactory.create(Arrays.copyOf(parsed, values + 2));
    }

    private Row rejected(String reason, Text line) {
        Object[] row = new Object[values + 2];
        row[values] = reason;
        String text = Charset.forName(encoding).decode(bytes(line)).toString();
        row[values + 1] = text.substring(0, Math.min(text.length(), RAW_LIMIT));
        return RowFactory.create(row);
    }

    /* Hadoop hands out bytes; its own toString takes them for UTF-8, and puts a mark in place of what is none. Then two
    identifiers could become one. */
    private String decode(Text line) throws RejectedRow {
        try {
            return Charset.forName(encoding)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes(line))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new RejectedRow("malformed-" + encoding.toLowerCase(Locale.ROOT));
        }
    }

    private static ByteBuffer bytes(Text line) {
        return ByteBuffer.wrap(line.getBytes(), 0, line.getLength());
    }
}
