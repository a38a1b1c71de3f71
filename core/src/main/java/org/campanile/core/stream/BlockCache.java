package org.campanile.core.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.campanile.core.batch.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Decoded blocks that lanes have not read to the end. A lane holds one block at a time, so there are never more slots
 * than lanes; several lanes may hold the same block. For one thread.
 */
final class BlockCache implements AutoCloseable {
    private final SampleBlocks blocks;
    private final BlockReader reader;
    private final Map<Integer, Slot> held = new HashMap<>();
    private final Deque<Batch> free = new ArrayDeque<>();

    BlockCache(SampleBlocks blocks) {
        this.blocks = blocks;
        this.reader = new BlockReader(blocks);
    }

    /** Exchanges the slot that a lane holds, if any, for the slot of a block, which is decoded unless it is held. */
    Slot exchange(@Nullable Slot current, int block) {
        if (current != null && current.block == block) {
            return current;
        }
        release(current);
        Slot slot = held.get(block);
        if (slot == null) {
            slot = new Slot(block, free.isEmpty() ? blocks.newBatch() : free.pop());
            reader.read(block, slot.rows);
            held.put(block, slot);
        }
        slot.holders++;
        return slot;
    }

    /** Gives back the slot of a lane. */
    void release(@Nullable Slot slot) {
        if (slot != null && --slot.holders == 0) {
            held.remove(slot.block);
            free.push(slot.rows);
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    /** A decoded block and the number of lanes that hold it. */
    static final class Slot {
        private final int block;
        private final Batch rows;
        private int holders;

        private Slot(int block, Batch rows) {
            this.block = block;
            this.rows = rows;
        }

        Batch rows() {
            return rows;
        }
    }
}
