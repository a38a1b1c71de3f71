package org.campanile.core.collective;

import org.campanile.core.sampling.World;

/** Counts the exchanges of another collective. */
public final class CountingCollective implements Collective {
    private final Collective exchanges;
    private int allToAlls;

    public CountingCollective(Collective exchanges) {
        this.exchanges = exchanges;
    }

    /** All-to-alls so far. */
    public int allToAlls() {
        return allToAlls;
    }

    @Override
    public World world() {
        return exchanges.world();
    }

    @Override
    public long bytesSent() {
        return exchanges.bytesSent();
    }

    @Override
    public void allReduceSum(float[] values, int from, int length) {
        exchanges.allReduceSum(values, from, length);
    }

    @Override
    public void allReduceSumHalf(float[] values, float[] owed, int from, int length) {
        exchanges.allReduceSumHalf(values, owed, from, length);
    }

    @Override
    public int[][] allGather(int[] values) {
        return exchanges.allGather(values);
    }

    @Override
    public float[][] allGather(float[] values) {
        return exchanges.allGather(values);
    }

    @Override
    public void allToAll(float[] values, int[] offsets, float[] into, int[] intoOffsets) {
        allToAlls++;
        exchanges.allToAll(values, offsets, into, intoOffsets);
    }

    @Override
    public void allToAll(int[] values, int[] offsets, int[] into, int[] intoOffsets) {
        allToAlls++;
        exchanges.allToAll(values, offsets, into, intoOffsets);
    }

    @Override
    public void broadcast(int root, float[] values, int from, int length) {
        exchanges.broadcast(root, values, from, length);
    }

    @Override
    public void barrier() {
        exchanges.barrier();
    }

    @Override
    public void close() {
        exchanges.close();
    }
}
