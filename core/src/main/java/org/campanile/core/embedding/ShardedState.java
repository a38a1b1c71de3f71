package org.campanile.core.embedding;

import java.util.Arrays;
import org.campanile.core.optimizer.LearningRates;

/**
 * The state of a sharded table as one of its owners sees it. Writing a row that another owns does nothing, so that each
 * worker takes its own from a whole table; reading one is for worker 0 alone, while the others serve it: see
 * {@link ShardedTables#readByFirst}.
 */
final class ShardedState implements TableState {
    private final TableSettings whole;
    private final RowShard shard;
    private final LocalEmbeddingTable own;
    private final RowCourier courier;
    private final int number;

    ShardedState(TableSettings whole, RowShard shard, LocalEmbeddingTable own, RowCourier courier) {
        this.whole = whole;
        this.shard = shard;
        this.own = own;
        this.courier = courier;
        this.number = courier.add(this);
    }

    @Override
    public String name() {
        return own.name();
    }

    @Override
    public int rows() {
        return whole.rows();
    }

    @Override
    public int dim() {
        return own.dim();
    }

    @Override
    public int stateSize() {
        return own.stateSize();
    }

    @Override
    public long uncompressedBytes() {
        return whole.uncompressedBytes();
    }

    /** Numbers of a record. */
    int width() {
        return dim() + stateSize();
    }

    RowShard shard() {
        return shard;
    }

    @Override
    public boolean isReplicated() {
        return false;
    }

    @Override
    public void readRecord(int row, float[] record, int from) {
        if (shard.owns(row)) {
            own.readRecord(shard.place(row), record, from);
        } else {
            courier.read(number, row, record, from);
        }
    }

    @Override
    public void writeRecord(int row, float[] record, int from) {
        if (shard.owns(row)) {
            own.writeRecord(shard.place(row), record, from);
        }
    }

    @Override
    public void follow(LearningRates rates) {
        own.follow(rates);
    }

    @Override
    public void catchUp() {
        own.catchUp();
    }

    /** Those of this worker's own rows that any worker's steps updated. */
    @Override
    public int[] touchedRows() {
        return Arrays.stream(own.touchedRows()).map(shard::row).toArray();
    }

    @Override
    public void clearTouched() {
        own.clearTouched();
    }
}
