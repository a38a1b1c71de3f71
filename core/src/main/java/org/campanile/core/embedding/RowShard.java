package org.campanile.core.embedding;

import org.campanile.core.sampling.World;

/**
 * The rows of a sharded table that one worker owns: row r belongs to rank {@code r mod n}, where it is row {@code r / n} of
 * the shard. Vocabularies that are numbered by frequency so spread their frequent values evenly.
 *
 * @param rank the owner
 * @param size workers, n
 */
record RowShard(int rank, int size) {
    static RowShard of(World world) {
        return new RowShard(world.rank(), world.size());
    }

    /** The rank that owns a row. */
    int owner(int row) {
        return row % size;
    }

    boolean owns(int row) {
        return owner(row) == rank;
    }

    /** The place of a row in its owner's shard. */
    int place(int row) {
        return row / size;
    }

    /** The row at a place of this shard. */
    int row(int place) {
        return place * size + rank;
    }

    /** Rows of this shard below {@code row}. */
    int rowsBelow(int row) {
        return (int) (((long) row - rank + size - 1) / size);
    }
}
