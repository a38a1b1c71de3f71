package org.campanile.core.math;

import static org.campanile.core.math.VectorLanes.LANES;
import static org.campanile.core.math.VectorLanes.broadcast;
import static org.campanile.core.math.VectorLanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * Both directions as products A' B, where a block of four rows and two vectors of columns stays in registers: eight
 * independent sums for six loads. Columns that do not fill a last block are done by a block that overlaps the one before
 * and writes the same numbers again.
 */
final class VectorInteractions implements InteractionKernels {
    private static final int PAIR = 2 * LANES;

    @Override
    public void forward(InteractionScratch scratch, float[] z, int zFrom, float[] pairs, int pairsFrom) {
        scratch.transpose(z, zFrom);
        int count = scratch.shape.count();
        int dim = scratch.shape.dim();
        int stride = scratch.stride;
        float[] a = scratch.transposed;
        for (int i = 0; i < count; i += 4) {
            int columns = Math.min(i + 4, count);
            for (int j = 0; j < columns; ) {
                int at = i * stride + j;
                if (j + LANES < columns && j + PAIR <= stride) {
                    block4x2(a, i, stride, a, j, stride, dim, scratch.square, at, stride);
                    j += PAIR;
                } else {
                    block4x1(a, i, stride, a, j, stride, dim, scratch.square, at, stride);
                    j += LANES;
                }
            }
        }
        scratch.takeTriangle(pairs, pairsFrom);
    }

    @Override
    public void backward(
            InteractionScratch scratch,
            float[] z,
            int zFrom,
            float[] gradient,
            int gradientFrom,
            float[] dz,
            int dzFrom) {
        scratch.spreadTriangle(gradient, gradientFrom);
        int count = scratch.shape.count();
        int dim = scratch.shape.dim();
        int i = 0;
        if (dim >= LANES) {
            for (; i <= count - 4; i += 4) {
                rows(scratch, i, z, zFrom, dz, dzFrom + i * dim);
            }
        }
        for (; i < count; i++) {
            row(scratch, i, z, zFrom, dz, dzFrom);
        }
    }

    /** Rows i to i + 3 of G Z. */
    private static void rows(InteractionScratch scratch, int i, float[] z, int zFrom, float[] dz, int at) {
        int count = scratch.shape.count();
        int dim = scratch.shape.dim();
        int stride = scratch.stride;
        int d = 0;
        for (; d <= dim - PAIR; d += PAIR) {
            block4x2(scratch.square, i, stride, z, zFrom + d, dim, count, dz, at + d, dim);
        }
        for (; d < dim; d += LANES) {
            int from = Math.min(d, dim - LANES);
            block4x1(scratch.square, i, stride, z, zFrom + from, dim, count, dz, at + from, dim);
        }
    }

    /** Row i of G Z, for the last rows, which do not fill a block. */
    private static void row(InteractionScratch scratch, int i, float[] z, int zFrom, float[] dz, int dzFrom) {
        int count = scratch.shape.count();
        int dim = scratch.shape.dim();
        int d = 0;
        for (; d <= dim - LANES; d += LANES) {
            FloatVector sum = FloatVector.zero(VectorLanes.SPECIES);
            for (int j = 0; j < count; j++) {
                FloatVector g = broadcast(scratch.square[i * scratch.stride + j]);
                sum = g.fma(load(z, zFrom + j * dim + d), sum);
            }
            sum.intoArray(dz, dzFrom + i * dim + d);
        }
        UnrolledInteractions.row(scratch, i, z, zFrom, d, dz, dzFrom);
    }

    /**
     * {@code out[r][c] = sum over k of a[k][r] * b[k][c]} for four r and two vectors of c.
     *
     * @param a   {@code [depth, 4]} from {@code aFrom} on, {@code aStride} from row to row
     * @param b   {@code [depth, 2 * LANES]} from {@code bFrom} on, {@code bStride} from row to row
     * @param out {@code [4, 2 * LANES]} from {@code outFrom} on, {@code outStride} from row to row
     */
    private static void block4x2(
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            int bStride,
            int depth,
            float[] out,
            int outFrom,
            int outStride) {
        FloatVector s00 = FloatVector.zero(VectorLanes.SPECIES);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        for (int k = 0; k < depth; k++) {
            int p = aFrom + k * aStride;
            int q = bFrom + k * bStride;
            FloatVector b0 = load(b, q);
            FloatVector b1 = load(b, q + LANES);
            FloatVector a0 = broadcast(a[p]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            FloatVector a1 = broadcast(a[p + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            FloatVector a2 = broadcast(a[p + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            FloatVector a3 = broadcast(a[p + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
        }
        s00.intoArray(out, outFrom);
        s01.intoArray(out, outFrom + LANES);
        s10.intoArray(out, outFrom + outStride);
        s11.intoArray(out, outFrom + outStride + LANES);
        s20.intoArray(out, outFrom + 2 * outStride);
        s21.intoArray(out, outFrom + 2 * outStride + LANES);
        s30.intoArray(out, outFrom + 3 * outStride);
        s31.intoArray(out, outFrom + 3 * outStride + LANES);
    }

    /** {@link #block4x2} for one vector of columns. */
    private static void block4x1(
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            int bStride,
            int depth,
            float[] out,
            int outFrom,
            int outStride) {
        FloatVector s0 = FloatVector.zero(VectorLanes.SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int k = 0; k < depth; k++) {
            int p = aFrom + k * aStride;
            FloatVector b0 = load(b, bFrom + k * bStride);
            s0 = broadcast(a[p]).fma(b0, s0);
            s1 = broadcast(a[p + 1]).fma(b0, s1);
            s2 = broadcast(a[p + 2]).fma(b0, s2);
            s3 = broadcast(a[p + 3]).fma(b0, s3);
        }
        s0.intoArray(out, outFrom);
        s1.intoArray(out, outFrom + outStride);
        s2.intoArray(out, outFrom + 2 * outStride);
        s3.intoArray(out, outFrom + 3 * outStride);
    }
}
