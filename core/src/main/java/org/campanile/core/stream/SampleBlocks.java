package org.campanile.core.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStore;

/** The row groups of one part of a data set, numbered from 0 in the order of the manifest. Immutable. */
final class SampleBlocks {
    private final FileStore store;
    private final ColumnSet columns;
    private final List<Block> blocks = new ArrayList<>();

    SampleBlocks(PreparedDataset dataset, Split split) {
        this.store = dataset.store();
        this.columns = dataset.rowColumns();
        for (ShardInfo shard : dataset.manifest().shards(split)) {
            for (int rowGroup = 0; rowGroup < shard.rowGroups().size(); rowGroup++) {
                blocks.add(new Block(shard, rowGroup));
            }
        }
    }

    FileStore store() {
        return store;
    }

    ColumnSet columns() {
        return columns;
    }

    Block get(int block) {
        return blocks.get(block);
    }

    int[] rows() {
        return blocks.stream().mapToInt(Block::rows).toArray();
    }

    int mostRows() {
        return Arrays.stream(rows()).max().orElse(1);
    }

    long samples() {
        return Arrays.stream(rows()).asLongStream().sum();
    }

    /** A batch that holds any one block. */
    Batch newBatch() {
        return new Batch(columns, mostRows());
    }

    /** One row group of one shard. */
    record Block(ShardInfo shard, int rowGroup) {
        int rows() {
            return shard.rowGroups().get(rowGroup);
        }
    }
}
