package org.campanile.spark.preparation;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The interactions that make the data set.
 *
 * @param rows      the columns of {@link RawInteractions#SCHEMA} but {@link RawData#REASON} and {@link RawData#RAW}, any
 *                  others that the source gave, and {@link EncodedData#LABEL}
 * @param counts    what became of all rows
 * @param conflicts rows whose label differs from that of another row of the same user and item
 */
record SelectedInteractions(Dataset<Row> rows, InputCounts counts, long conflicts) {}
