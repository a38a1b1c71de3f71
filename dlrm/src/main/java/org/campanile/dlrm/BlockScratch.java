package org.campanile.dlrm;

/** A thread's working memory for blocks of samples of {@code width} numbers each. Owned by one thread at a time. */
final class BlockScratch {
    /** 16 KiB for each of the arrays. */
    private static final int BLOCK_LENGTH = 4096;

    /** Samples at a time. */
    final int rows;

    final float[] x0;
    final float[] x;
    final float[] gradient;
    final float[] x0Gradient;
    final float[] other;
    final float[] gates;
    final float[] gateGradients;

    /** @param widest columns of the widest matrix of which {@link #other} must hold a row */
    BlockScratch(int width, int experts, int widest) {
        this.rows = Math.max(1, BLOCK_LENGTH / width);
        this.x0 = new float[rows * width];
        this.x = new float[rows * width];
        this.gradient = new float[rows * width];
        this.x0Gradient = new float[rows * width];
        this.other = new float[Math.max(rows * width, widest)];
        this.gates = new float[rows * experts];
        this.gateGradients = new float[rows * experts];
    }
}
