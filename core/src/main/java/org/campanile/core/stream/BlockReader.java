package org.campanile.core.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import org.campanile.core.batch.Batch;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.ShardKind;
import org.campanile.core.shard.ShardReader;

/** Decodes blocks, and keeps the files used last open. For one thread. */
final class BlockReader implements AutoCloseable {
    private static final int OPEN_FILES = 16;

    private final SampleBlocks blocks;
    private final Map<ShardInfo, ShardReader> open = new LinkedHashMap<>(OPEN_FILES, 0.75f, true);

    BlockReader(SampleBlocks blocks) {
        this.blocks = blocks;
    }

    /** Replaces the rows of {@code target} with those of a block. */
    void read(int block, Batch target) {
        SampleBlocks.Block place = blocks.get(block);
        reader(place.shard()).read(place.rowGroup(), target);
    }

    @Override
    public void close() {
        open.values().forEach(ShardReader::close);
        open.clear();
    }

    private ShardReader reader(ShardInfo shard) {
        ShardReader reader = open.get(shard);
        if (reader == null) {
            if (open.size() == OPEN_FILES) {
                closeOldest();
            }
            reader = new ShardReader(blocks.store(), shard, blocks.columns(), ShardKind.SAMPLES);
            open.put(shard, reader);
        }
        return reader;
    }

    private void closeOldest() {
        ShardInfo oldest = open.keySet().iterator().next();
        ShardReader reader = open.remove(oldest);
        if (reader != null) {
            reader.close();
        }
    }
}
