package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Pseudo-random 64-bit numbers that depend on a row's values alone, not on where it is read or by how many tasks.
 *
 * @param columns the columns that make a row what it is
 */
record RowHash(long seed, List<String> columns) {
    RowHash {
        columns = List.copyOf(columns);
    }

    /** A LONG for each row. Numbers for different purposes have nothing to do with each other. */
    Column of(String purpose) {
        Stream<Column> start = Stream.of(lit(seed), lit(purpose));
        return xxhash64(
                Stream.concat(start, columns.stream().map(Columns::named)).toArray(Column[]::new));
    }
}
