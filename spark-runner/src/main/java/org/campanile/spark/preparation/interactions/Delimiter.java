package org.campanile.spark.preparation.interactions;

import java.util.Arrays;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;
import org.campanile.spark.preparation.text.RejectedRow;

/** What stands between the fields of a line. */
enum Delimiter {
    TAB("\t"),
    DOUBLE_COLON("::"),
    COMMA(","),
    SPACE(" ");

    private final String text;

    Delimiter(String text) {
        this.text = text;
    }

    /** The first of the delimiters that a line has, in the order tab, double colon, comma, space. */
    static Delimiter of(String line) {
        return Arrays.stream(values())
                .filter(delimiter -> line.contains(delimiter.text))
                .findFirst()
                .orElse(SPACE);
    }

    /** Divides a line into any number of fields: {@code empty-line}. Between words there may be several spaces. */
    Fields split(String line) throws RejectedRow {
        return switch (this) {
            case SPACE -> Fields.words(line);
            case COMMA -> format(Quoting.DOUBLE_QUOTES).splitAll(line);
            case TAB, DOUBLE_COLON -> format(Quoting.NONE).splitAll(line);
        };
    }

    private LineFormat format(Quoting quoting) {
        return new LineFormat(text, 1, "UTF-8", quoting, Header.ABSENT);
    }
}
