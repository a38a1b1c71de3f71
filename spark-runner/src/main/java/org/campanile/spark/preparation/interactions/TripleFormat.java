package org.campanile.spark.preparation.interactions;

import java.io.Serializable;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.InteractionColumns;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.RejectedRow;

/**
 * How lines of {@code user item [rating [time]]} are written.
 *
 * @param fields  number of fields of every line
 * @param columns what they mean
 */
record TripleFormat(Delimiter delimiter, int fields, InteractionColumns columns, LineFormat.Header header)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Divides a line: {@code wrong-number-of-fields} and what {@link Delimiter#split} refuses. */
    Fields split(String line) throws RejectedRow {
        Fields values = delimiter.split(line);
        if (values.size() != fields) {
            throw new RejectedRow("wrong-number-of-fields");
        }
        return values;
    }
}
