package org.campanile.core.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import org.campanile.core.CampanileException;
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
        reader(place).read(place.rowGroup(), target);
    }

    @Override
    public void close() {
        open.values().forEach(ShardReader::close);
        open.clear();
    }

    private ShardReader reader(SampleBlocks.Block place) {
        ShardInfo shard = place.shard();
        ShardReader reader = open.get(shard);
        if (reader == null) {
            if (open.size() == OPEN_FILES) {
                closeOldest();
            }
            reader = open(place);
            open.put(shard, reader);
        }
        return reader;
    }

    private ShardReader open(SampleBlocks.Block place) {
        try {
            return new ShardReader(blocks.store(), place.shard(), blocks.columns(), ShardKind.SAMPLES);
        } catch (CampanileException e) {
            throw new CampanileException(e.getMessage() + " (row group " + place.rowGroup() + " was to be read)", e);
        }
    }

    private void closeOldest() {
        ShardInfo oldest = open.keySet().iterator().next();
        ShardReader reader = open.remove(oldest);
        if (reader != null) {
            reader.close();
        }
    }
}
