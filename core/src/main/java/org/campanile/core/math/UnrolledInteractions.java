package org.campanile.core.math;

/**
 * Both directions as products A' B with the sums of a block of four rows and four columns in local variables: sixteen
 * independent sums for eight loads. The compiler's own vectors lose here, because the loops are short.
 */
final class UnrolledInteractions implements InteractionKernels {
    @Override
    public void forward(InteractionScratch scratch, float[] z, int zFrom, float[] pairs, int pairsFrom) {
        scratch.transpose(z, zFrom);
        InteractionShape shape = scratch.shape;
        float[] a = scratch.transposed;
        int stride = scratch.stride;
        for (int i = 0; i < shape.count(); i += 4) {
            for (int j = 0; j <= i; j += 4) {
                block(a, i, stride, a, j, stride, shape.dim(), scratch.square, i * stride + j, stride);
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
        int stride = scratch.stride;
        float[] g = scratch.square;
        int blocks = count & -4;
        int columns = dim & -4;
        for (int i = 0; i < blocks; i += 4) {
            for (int d = 0; d < columns; d += 4) {
                block(g, i, stride, z, zFrom + d, dim, count, dz, dzFrom + i * dim + d, dim);
            }
            for (int r = i; r < i + 4; r++) {
                row(scratch, r, z, zFrom, columns, dz, dzFrom);
            }
        }
        for (int i = blocks; i < count; i++) {
            row(scratch, i, z, zFrom, 0, dz, dzFrom);
        }
    }

    /** Row i of G Z from column {@code from} on: what the blocks leave over. */
    static void row(InteractionScratch scratch, int i, float[] z, int zFrom, int from, float[] dz, int dzFrom) {
        int count = scratch.shape.count();
        int dim = scratch.shape.dim();
        for (int d = from; d < dim; d++) {
            float sum = 0f;
            for (int j = 0; j < count; j++) {
                sum += scratch.square[i * scratch.stride + j] * z[zFrom + j * dim + d];
            }
            dz[dzFrom + i * dim + d] = sum;
        }
    }

    /**
     * {@code out[r][c] = sum over k of a[k][r] * b[k][c]} for four r and four c.
     *
     * @param a      {@code [depth, 4]} from {@code aFrom} on, {@code aStride} from row to row
     * @param b      {@code [depth, 4]} from {@code bFrom} on, {@code bStride} from row to row
     * @param out    {@code [4, 4]} from {@code outFrom} on, {@code outStride} from row to row
     */
    private static void block(
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
        float s00 = 0f, s01 = 0f, s02 = 0f, s03 = 0f;
        float s10 = 0f, s11 = 0f, s12 = 0f, s13 = 0f;
        float s20 = 0f, s21 = 0f, s22 = 0f, s23 = 0f;
        float s30 = 0f, s31 = 0f, s32 = 0f, s33 = 0f;
        int p = aFrom;
        int q = bFrom;
        for (int k = 0; k < depth; k++, p += aStride, q += bStride) {
            float b0 = b[q];
            float b1 = b[q + 1];
            float b2 = b[q + 2];
            float b3 = b[q + 3];
            float a0 = a[p];
            s00 += a0 * b0;
            s01 += a0 * b1;
            s02 += a0 * b2;
            s03 += a0 * b3;
            float a1 = a[p + 1];
            s10 += a1 * b0;
            s11 += a1 * b1;
            s12 += a1 * b2;
            s13 += a1 * b3;
            float a2 = a[p + 2];
            s20 += a2 * b0;
            s21 += a2 * b1;
            s22 += a2 * b2;
            s23 += a2 * b3;
            float a3 = a[p + 3];
            s30 += a3 * b0;
            s31 += a3 * b1;
            s32 += a3 * b2;
            s33 += a3 * b3;
        }
        put(out, outFrom, s00, s01, s02, s03);
        put(out, outFrom + outStride, s10, s11, s12, s13);
        put(out, outFrom + 2 * outStride, s20, s21, s22, s23);
        put(out, outFrom + 3 * outStride, s30, s31, s32, s33);
    }

    private static void put(float[] out, int from, float s0, float s1, float s2, float s3) {
        out[from] = s0;
        out[from + 1] = s1;
        out[from + 2] = s2;
        out[from + 3] = s3;
    }
}
