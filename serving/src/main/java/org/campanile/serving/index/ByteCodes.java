package org.campanile.serving.index;

/** Vectors in bytes: codes from -127 to 127, and the step that makes a vector's largest number 127 steps. */
final class ByteCodes {
    private static final int LARGEST = 127;

    private ByteCodes() {}

    /** The step of a vector; 0 if all its numbers are. */
    static float step(float[] vector) {
        float largest = 0;
        for (float number : vector) {
            largest = Math.max(largest, Math.abs(number));
        }
        return largest / LARGEST;
    }

    /** Writes the codes of a vector to {@code codes[from]}, {@code codes[from + stride]} and so on. */
    static void encode(float[] vector, float step, byte[] codes, int from, int stride) {
        for (int d = 0; d < vector.length && step > 0; d++) {
            codes[from + d * stride] = (byte) Math.round(vector[d] / step);
        }
    }
}
