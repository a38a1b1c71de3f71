package org.campanile.core.embedding;

/**
 * How the records of a table's rows are divided into chunks: a power of two of rows each, so that finding a row takes a
 * shift and a mask.
 *
 * @param rows       rows of the table
 * @param recordSize numbers per row
 * @param rowBits    a chunk has {@code 2^rowBits} rows, the last one perhaps fewer
 */
record ChunkLayout(int rows, int recordSize, int rowBits) {

    /** Chunks of at most {@code maxElements} numbers each, but of one row at least. */
    static ChunkLayout of(int rows, int recordSize, int maxElements) {
        int most = Math.max(1, maxElements / recordSize);
        return new ChunkLayout(rows, recordSize, 31 - Integer.numberOfLeadingZeros(most));
    }

    /** Number of chunks. */
    int chunks() {
        return ((rows - 1) >>> rowBits) + 1;
    }

    /** The chunk that holds a row. */
    int chunk(int row) {
        return row >>> rowBits;
    }

    /** Where in its chunk the record of a row begins. */
    int offset(int row) {
        return (row & ((1 << rowBits) - 1)) * recordSize;
    }

    /** The first row of a chunk. */
    int firstRow(int chunk) {
        return chunk << rowBits;
    }

    /** Number of rows in a chunk. */
    int rowsIn(int chunk) {
        return Math.min(1 << rowBits, rows - firstRow(chunk));
    }
}
