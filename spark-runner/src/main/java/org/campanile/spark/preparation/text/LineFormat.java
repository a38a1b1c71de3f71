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
        DOUBLE_QUOTES,
        /** Line ends are text inside quotes as well: a row may take several lines. */
        DOUBLE_QUOTES_ACROSS_LINES
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
            boolean quoted = quoting != Quoting.NONE && line.startsWith("\"", from);
            from = quoted ? addQuoted(line, from, values) : addPlain(line, from, values);
        }
        return new Fields(values);
    }

    /** How a line ends. */
    enum LineEnd {
        COMPLETE,
        /** Its last field goes on in the next line. */
        INSIDE_QUOTES,
        /** There is text after a closing quote. */
        FAULTY
    }

    /**
     * How a line ends.
     *
     * @param beginsInside whether a quoted field of the line before goes on in this one
     */
    LineEnd end(String line, boolean beginsInside) {
        boolean inside = beginsInside || line.startsWith("\"");
        int position = inside && !beginsInside ? 1 : 0;
        while (true) {
            int end = inside ? closingQuote(line, position) : line.indexOf(separator, position);
            if (end < 0) {
                return inside ? LineEnd.INSIDE_QUOTES : LineEnd.COMPLETE;
            }
            int next = inside ? end + 1 : end;
            if (!line.startsWith(separator, next)) {
                return next == line.length() ? LineEnd.COMPLETE : LineEnd.FAULTY;
            }
            position = next + separator.length();
            inside = line.startsWith("\"", position);
            position += inside ? 1 : 0;
        }
    }

    /* Both return where the next field begins: beyond the line's length after the last one. */

    private int addPlain(String line, int from, List<String> values) {
        int end = line.indexOf(separator, from);
        values.add(line.substring(from, end < 0 ? line.length() : end));
        return end < 0 ? line.length() + 1 : end + separator.length();
    }

    private int addQuoted(String line, int from, List<String> values) throws RejectedRow {
        int end = closingQuote(line, from + 1);
        if (end < 0) {
            throw new RejectedRow("unclosed-quote");
        }
        values.add(line.substring(from + 1, end).replace("\"\"", "\""));
        int next = end + 1;
        if (next == line.length()) {
            return next + 1;
        }
        if (!line.startsWith(separator, next)) {
            throw new RejectedRow("text-after-quote");
        }
        return next + separator.length();
    }

    /** The quote that ends a field; negative when there is none. Two quotes are text. */
    private static int closingQuote(String line, int from) {
        int quote = line.indexOf('"', from);
        while (quote >= 0 && line.startsWith("\"\"", quote)) {
            quote = line.indexOf('"', quote + 2);
        }
        return quote;
    }
}
