package org.campanile.spark.preparation.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.campanile.core.Check;

/**
 * How lines of a text file are divided into fields.
 *
 * @param separator what stands between two fields, such as {@code ::}
 * @param fields    number of fields of every line
 * @param encoding  name of the character encoding, such as {@code UTF-8}
 * @param quoting   whether fields may be quoted
 * @param header    whether the first line of a file names the fields
 */
public record LineFormat(String separator, int fields, String encoding, Quoting quoting, Header header)
        implements Serializable {
    /** Whether a field may stand in double quotes, inside which the separator is text and {@code ""} is a quote. */
    public enum Quoting {
        NONE,
        DOUBLE_QUOTES
    }

    /** Whether the first line of a file is a header. */
    public enum Header {
        ABSENT,
        PRESENT
    }

    public LineFormat {
        Check.that(!separator.isEmpty(), "separator must not be empty");
        Check.positive(fields, "fields");
    }

    /**
     * Divides a line: {@code empty-line}, {@code wrong-number-of-fields}, {@code unclosed-quote},
     * {@code text-after-quote}.
     */
    public Fields split(String line) throws RejectedRow {
        Fields values = splitAll(line);
        if (values.size() != fields) {
            throw new RejectedRow("wrong-number-of-fields");
        }
        return values;
    }

    /** Divides a line into as many fields as it has: {@code empty-line}, {@code unclosed-quote}, {@code text-after-quote}. */
    public Fields splitAll(String line) throws RejectedRow {
        if (line.isBlank()) {
            throw new RejectedRow("empty-line");
        }
        List<String> values = new ArrayList<>(fields);
        int from = 0;
        while (from <= line.length()) {
            boolean quoted = quoting == Quoting.DOUBLE_QUOTES && line.startsWith("\"", from);
            from = quoted ? addQuoted(line, from, values) : addPlain(line, from, values);
        }
        return new Fields(values);
    }

    /* Both return where the next field begins: beyond the line's length after the last one. */

    private int addPlain(String line, int from, List<String> values) {
        int end = line.indexOf(separator, from);
        values.add(line.substring(from, end < 0 ? line.length() : end));
        return end < 0 ? line.length() + 1 : end + separator.length();
    }

    private int addQuoted(String line, int from, List<String> values) throws RejectedRow {
        StringBuilder value = new StringBuilder();
        int position = from + 1;
        while (position < line.length()) {
            char character = line.charAt(position);
            if (character != '"') {
                value.append(character);
                position++;
            } else if (line.startsWith("\"\"", position)) {
                value.append('"');
                position += 2;
            } else {
                return endQuoted(line, position + 1, value, values);
            }
        }
        throw new RejectedRow("unclosed-quote");
    }

    private int endQuoted(String line, int position, StringBuilder value, List<String> values) throws RejectedRow {
        values.add(value.toString());
        if (position == line.length()) {
            return position + 1;
        }
        if (!line.startsWith(separator, position)) {
            throw new RejectedRow("text-after-quote");
        }
        return position + separator.length();
    }
}
