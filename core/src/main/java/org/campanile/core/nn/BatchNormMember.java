package org.campanile.core.nn;

import java.util.Arrays;
import org.campanile.core.math.FloatMatrix;

/**
 * One member's part in a {@link BatchNorm}: the statistics of its rows, and the passes over them, in blocks that fit the
 * nearest cache. Owned by one thread.
 */
final class BatchNormMember {
    /** 16 KiB for each of two blocks. */
    private static final int BLOCK = 4096;

    private final int outputs;
    private final int rowsAtOnce;
    private final float[] values;
    private final float[] gradients;
    private final float[] mean;
    private final float[] variance;
    /** {@code 1 / sqrt(variance + epsilon)} */
    private final float[] inverse;

    private final float[] gamma;
    private final float[] byGamma;
    private final float[] byBeta;
    private int rows;

    BatchNormMember(int outputs) {
        this.outputs = outputs;
        this.rowsAtOnce = Math.max(1, BLOCK / outputs);
        this.values = new float[rowsAtOnce * outputs];
        this.gradients = new float[rowsAtOnce * outputs];
        this.mean = new float[outputs];
        this.variance = new float[outputs];
        this.inverse = new float[outputs];
        this.gamma = new float[outputs];
        this.byGamma = new float[outputs];
        this.byBeta = new float[outputs];
    }

    /** Rows that were measured in this step. */
    int rows() {
        return rows;
    }

    double mean(int column) {
        return mean[column];
    }

    double variance(int column) {
        return variance[column];
    }

    void clear() {
        rows = 0;
    }

    /** Takes the statistics of some rows of z, in two passes: the variance about a mean that is known loses no digits. */
    void measure(FloatMatrix z, int firstRow, int count) {
        rows = count;
        Arrays.fill(mean, 0f);
        for (int done = 0; done < count; done += rowsAtOnce) {
            int length = readBlock(z, firstRow + done, count - done, values);
            for (int at = 0; at < length; at += outputs) {
                for (int i = 0; i < outputs; i++) {
                    mean[i] += values[at + i];
                }
            }
        }
        divide(mean, count);
        Arrays.fill(variance, 0f);
        for (int done = 0; done < count; done += rowsAtOnce) {
            int length = readBlock(z, firstRow + done, count - done, values);
            for (int at = 0; at < length; at += outputs) {
                for (int i = 0; i < outputs; i++) {
                    float apart = values[at + i] - mean[i];
                    variance[i] += apart * apart;
                }
            }
        }
        divide(variance, count);
        invert();
    }

    /** Takes the running statistics. */
    void read(FloatMatrix parameters, int meansAt, int logDeviationsAt) {
        parameters.read(0, meansAt, mean, 0, outputs);
        parameters.read(0, logDeviationsAt, variance, 0, outputs);
        for (int i = 0; i < outputs; i++) {
            variance[i] = (float) Math.pow(10, 2 * variance[i]);
        }
        invert();
    }

    private void invert() {
        for (int i = 0; i < outputs; i++) {
            inverse[i] = (float) (1 / Math.sqrt(variance[i] + BatchNorm.EPSILON));
        }
    }

    private static void divide(float[] sums, int count) {
        float share = 1f / count;
        for (int i = 0; i < sums.length; i++) {
            sums[i] *= share;
        }
    }

    /** Makes some rows of z normal, and writes gamma times these to the same rows of {@code out}. */
    void normalize(FloatMatrix z, int firstRow, int count, FloatMatrix parameters, int gammaAt, FloatMatrix out) {
        parameters.read(0, gammaAt, gamma, 0, outputs);
        for (int done = 0; done < count; done += rowsAtOnce) {
            int length = readBlock(z, firstRow + done, count - done, values);
            for (int at = 0; at < length; at += outputs) {
                for (int i = 0; i < outputs; i++) {
                    values[at + i] = (values[at + i] - mean[i]) * inverse[i];
                }
            }
            z.write(firstRow + done, 0, values, 0, length);
            for (int at = 0; at < length; at += outputs) {
                for (int i = 0; i < outputs; i++) {
                    values[at + i] *= gamma[i];
                }
            }
            out.write(firstRow + done, 0, values, 0, length);
        }
    }

    void backward(
            FloatMatrix normalized,
            int firstRow,
            int count,
            FloatMatrix parameters,
            int gammaAt,
            FloatMatrix d,
            FloatMatrix gradient) {
        parameters.read(0, gammaAt, gamma, 0, outputs);
        sumGradients(normalized, firstRow, count, d);
        gradient.write(0, gammaAt, byGamma, 0, outputs);
        divide(byGamma, count);
        divide(byBeta, count);
        for (int done = 0; done < count; done += rowsAtOnce) {
            int length = readBlock(normalized, firstRow + done, count - done, values);
            readBlock(d, firstRow + done, count - done, gradients);
            for (int at = 0; at < length; at += outputs) {
                for (int i = 0; i < outputs; i++) {
                    float centred = gradients[at + i] - byBeta[i] - values[at + i] * byGamma[i];
                    gradients[at + i] = gamma[i] * inverse[i] * centred;
                }
            }
            d.write(firstRow + done, 0, gradients, 0, length);
        }
    }

    private void sumGradients(FloatMatrix normalized, int firstRow, int count, FloatMatrix d) {
        Arrays.fill(byGamma, 0f);
        Arrays.fill(byBeta, 0f);
        for (int done = 0; done < count; done += rowsAtOnce) {
            int length = readBlock(normalized, firstRow + done, count - done, values);
            readBlock(d, firstRow + done, count - done, gradients);
            for (int at = 0; at < length; at += outputs) {
                for (int i = 0; i < outputs; i++) {
                    byGamma[i] += gradients[at + i] * values[at + i];
                    byBeta[i] += gradients[at + i];
                }
            }
        }
    }

    /** Reads as many rows as a block holds, of those that are left; returns how many numbers these are. */
    private int readBlock(FloatMatrix matrix, int row, int left, float[] block) {
        int length = Math.min(rowsAtOnce, left) * outputs;
        matrix.read(row, 0, block, 0, length);
        return length;
    }
}
