package org.campanile.core.embedding;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.collective.Collective;

/**
 * Brings rows of sharded tables to worker 0, a block of neighbouring rows at a time, while the other workers serve it.
 * Worker 0 names the block that it wants next; every owner sends its rows of it. So a table is read from its first row to
 * its last by one worker that never holds more than a block. Used by the training thread of every worker.
 */
final class RowCourier {
    private static final int READER = 0;

    /* Numbers of a block: 4 MiB. */
    private static final int BLOCK_LENGTH = 1 << 20;

    private final Collective collective;
    private final int blockLength;
    private final List<ShardedState> tables = new ArrayList<>();
    private float[] sent = {};
    private float[] received = {};
    private boolean isReading;

    /* The block that worker 0 has. */
    private int table;
    private int first;
    private int end;

    RowCourier(Collective collective) {
        this(collective, BLOCK_LENGTH);
    }

    RowCourier(Collective collective, int blockLength) {
        this.collective = collective;
        this.blockLength = blockLength;
    }

    /** Adds a table; all workers do so in the same order. Returns its number. */
    int add(ShardedState state) {
        tables.add(state);
        return tables.size() - 1;
    }

    boolean hasTables() {
        return !tables.isEmpty();
    }

    /** Worker 0 begins to read. */
    void begin() {
        isReading = true;
        end = 0;
    }

    /** Worker 0 has read what it wanted: the others need serve no longer. */
    void end() {
        isReading = false;
        collective.allGather(new int[] {-1, 0, 0});
    }

    /** Sends worker 0 what it asks for, until it has ended. */
    void serve() {
        int[] request = collective.allGather(new int[0])[READER];
        while (request[0] >= 0) {
            exchange(tables.get(request[0]), request[1], request[2]);
            request = collective.allGather(new int[0])[READER];
        }
    }

    /** Copies a record, for worker 0, from the present block or from a new one that begins with it. */
    void read(int number, int row, float[] record, int from) {
        ShardedState state = tables.get(number);
        if (!isReading) {
            throw new IllegalStateException("table " + state.name() + " is sharded: worker "
                    + collective.world().rank() + " does not have row " + row);
        }
        if (number != table || row < first || row >= end) {
            int rows = Math.max(1, Math.min(state.rows() - row, blockLength / state.width()));
            collective.allGather(new int[] {number, row, row + rows});
            exchange(state, row, row + rows);
            table = number;
            first = row;
            end = row + rows;
        }
        System.arraycopy(received, placeInBlock(state, row) * state.width(), record, from, state.width());
    }

    /** Rows of a block stand by owner, and within an owner's part in their order. */
    private int placeInBlock(ShardedState state, int row) {
        int owner = state.shard().owner(row);
        int place = owned(state, owner, first, row);
        for (int rank = 0; rank < owner; rank++) {
            place += owned(state, rank, first, end);
        }
        return place;
    }

    /** How many of the rows from {@code begin} to {@code end - 1} a rank owns. */
    private static int owned(ShardedState state, int rank, int begin, int end) {
        RowShard shard = new RowShard(rank, state.shard().size());
        return shard.rowsBelow(end) - shard.rowsBelow(begin);
    }

    private void exchange(ShardedState state, int begin, int afterLast) {
        int size = collective.world().size();
        int width = state.width();
        int[] toReader = new int[size + 1];
        int[] fromOwners = new int[size + 1];
        int rank = collective.world().rank();
        for (int k = 0; k < size; k++) {
            toReader[k + 1] = owned(state, rank, begin, afterLast) * width;
            fromOwners[k + 1] = rank == READER ? fromOwners[k] + owned(state, k, begin, afterLast) * width : 0;
        }
        sent = atLeast(sent, toReader[size]);
        received = atLeast(received, fromOwners[size]);
        int at = 0;
        for (int row = begin; row < afterLast; row++) {
            if (state.shard().owns(row)) {
                state.readRecord(row, sent, at);
                at += width;
            }
        }
        collective.allToAll(sent, toReader, received, fromOwners);
    }

    private static float[] atLeast(float[] array, int length) {
        return array.length < length ? new float[length] : array;
    }
}
