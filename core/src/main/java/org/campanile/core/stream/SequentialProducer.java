package org.campanile.core.stream;

import org.campanile.core.batch.Batch;

/** The batches of a run of samples in the order of the files. */
final class SequentialProducer implements BatchProducer {
    private final SampleBlocks blocks;
    private final BlockReader reader;
    private final Batch rows;
    private final int batchSize;
    private final long end;
    private long next;
    private int block;
    private long blockStart;
    private boolean loaded;

    /**
     * @param first number of the first sample
     * @param end   number after the last
     */
    SequentialProducer(SampleBlocks blocks, int batchSize, long first, long end) {
        this.blocks = blocks;
        this.reader = new BlockReader(blocks);
        this.rows = blocks.newBatch();
        this.batchSize = batchSize;
        this.end = end;
        this.next = first;
    }

    @Override
    public void fill(int step, Batch target) {
        while (target.size() < batchSize && next < end) {
            load();
            int from = (int) (next - blockStart);
            long left = Math.min(rows.size() - from, end - next);
            int count = (int) Math.min(left, batchSize - target.size());
            int before = target.size();
            target.append(rows, from, count);
            for (int row = 0; row < count; row++) {
                target.positions()[before + row] = next++;
            }
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Makes {@code rows} the block that holds the next sample. */
    private void load() {
        while (next >= blockStart + blocks.get(block).rows()) {
            blockStart += blocks.get(block++).rows();
            loaded = false;
        }
        if (!loaded) {
            reader.read(block, rows);
            loaded = true;
        }
    }
}
