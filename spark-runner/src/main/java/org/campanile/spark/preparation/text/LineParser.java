package org.campanile.spark.preparation.text;

import java.io.Serializable;

/** Makes the values of one row from the fields of one line. Runs inside Spark tasks. */
@FunctionalInterface
public interface LineParser extends Serializable {
    /** The values in the order of the row's columns, without the columns for reason and raw text. */
    Object[] parse(Fields fields) throws RejectedRow;
}
