package org.campanile.spark.preparation.text;

import java.io.Serializable;
import java.util.List;

/** Makes the rows that one line stands for, such as one per item of {@code user item item ...}. Runs inside Spark tasks. */
@FunctionalInterface
public interface LineExpander extends Serializable {
    /**
     * The rows of a line, at least one: each the values in the order of the row's columns, without the columns for reason
     * and raw text. A line that cannot be read as a whole is rejected as a whole, and counts as one row.
     */
    List<Object[]> expand(String line) throws RejectedRow;
}
