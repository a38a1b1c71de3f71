package org.campanile.spark.preparation;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The examples that make the data set.
 *
 * @param rows      label, features, and the part where the source gives it
 * @param counts    what became of all rows
 * @param conflicts rows whose label differs from that of another row with the same features
 */
record SelectedExamples(Dataset<Row> rows, InputCounts counts, long conflicts) {}
