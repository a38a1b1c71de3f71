package org.campanile.dlrm;

/**
 * The labels of one task where some are missing, NaN: those samples get the weight 0, and so neither loss nor gradient.
 * Members of a thread team work on rows of their own.
 */
final class LabelMask {
    private float[] labels = {};
    private float[] weights = {};

    /** Makes room for a batch of {@code rows}; by the owner. */
    void ensureCapacity(int rows) {
        if (labels.length < rows) {
            labels = new float[rows];
            weights = new float[rows];
        }
    }

    static boolean isNeeded(float[] given, int firstRow, int rows) {
        for (int row = firstRow; row < firstRow + rows; row++) {
            if (Float.isNaN(given[row])) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the labels of some rows.
     *
     * @param givenWeights empty when all samples count alike
     */
    void take(float[] given, float[] givenWeights, int firstRow, int rows) {
        for (int row = firstRow; row < firstRow + rows; row++) {
            boolean isMissing = Float.isNaN(given[row]);
            labels[row] = isMissing ? 0f : given[row];
            weights[row] = isMissing ? 0f : givenWeights.length == 0 ? 1f : givenWeights[row];
        }
    }

    /** At the rows' numbers; 0 where they are missing. */
    float[] labels() {
        return labels;
    }

    /** At the rows' numbers; 0 where labels are missing. */
    float[] weights() {
        return weights;
    }
}
