/** The source {@code table}: any Parquet, CSV, JSON or ORC files, or a table of Spark's catalogue. */
@NullMarked
package org.campanile.spark.preparation.table;

import org.jspecify.annotations.NullMarked;
