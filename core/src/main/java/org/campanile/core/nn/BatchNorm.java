package org.campanile.core.nn;

import java.util.Arrays;
import org.campanile.core.math.FloatMatrix;

/**
 * Batch normalisation between a layer's products and its activation (Ioffe and Szegedy: Batch Normalization: Accelerating
 * Deep Network Training by Reducing Internal Covariate Shift, ICML 2015). With Z = X W of {@code [rows, outputs]}, column by
 * column:
 *
 * <pre>
 * forward   N = (Z - mu) / sqrt(v + epsilon)     mu, v: mean and variance of Z; in inference the running ones
 *           gamma N                              to which the activation adds beta
 * backward  d L / d gamma = sum of D N           D: d L / d (gamma N + beta)
 *           d L / d Z     = gamma / sqrt(v + epsilon) (D - mean of D - N mean of D N)
 * running   mu_r &lt;- 0.9 mu_r + 0.1 mu            once a step
 *           v_r  &lt;- 0.9 v_r + 0.1 v rows / (rows - 1)
 * </pre>
 *
 * <p>The batch is the rows of one member of the team: members need not wait for one another in every layer, and so a
 * network's outputs depend on how many they are (Hoffer, Hubara, Soudry: Train Longer, Generalize Better, NIPS 2017, ghost
 * batch normalisation). The running statistics are those of the rows of all members together. They stand among the
 * parameters, where averaging, checkpoints and files have them too: mu_r as it is, v_r as the decimal logarithm of its
 * root, whose average over workers is never that of a negative variance.
 */
final class BatchNorm implements AutoCloseable {
    static final double EPSILON = 1e-5;
    /** What running statistics keep of what they were. */
    static final double DECAY = 0.9;

    private final int outputs;
    private final FloatMatrix parameters;
    private final int gammaAt;
    private final GrowingMatrix normalized;
    private final float[] means;
    private final float[] logDeviations;
    private BatchNormMember[] members = {};

    /**
     * @param parameters the flat vector of the whole network, {@code [1, size]}
     * @param gammaAt    where gamma begins in it; beta, mu_r and the logarithms follow, each of {@code outputs} numbers
     */
    BatchNorm(int outputs, FloatMatrix parameters, int gammaAt) {
        this.outputs = outputs;
        this.parameters = parameters;
        this.gammaAt = gammaAt;
        this.normalized = new GrowingMatrix(outputs);
        this.means = new float[outputs];
        this.logDeviations = new float[outputs];
    }

    void ensureCapacity(int rows, int count) {
        normalized.atLeast(rows);
        int known = members.length;
        if (count > known) {
            members = Arrays.copyOf(members, count);
            for (int member = known; member < count; member++) {
                members[member] = new BatchNormMember(outputs);
            }
        }
    }

    /** Where Z goes, {@code [>= rows, outputs]}; the forward pass makes N of it. */
    FloatMatrix products() {
        return normalized.atLeast(1);
    }

    private int meansAt() {
        return gammaAt + 2 * outputs;
    }

    private int logDeviationsAt() {
        return gammaAt + 3 * outputs;
    }

    /** Writes gamma N of some rows of {@link #products()} to the same rows of {@code out}. */
    void forward(int member, int firstRow, int rows, ForwardMode mode, FloatMatrix out) {
        BatchNormMember own = members[member];
        switch (mode) {
            case TRAINING -> own.measure(products(), firstRow, rows);
            case INFERENCE -> own.read(parameters, meansAt(), logDeviationsAt());
        }
        own.normalize(products(), firstRow, rows, parameters, gammaAt, out);
    }

    /**
     * Replaces D of the rows of the member's last forward pass by the gradient by Z, and writes that by gamma to its place
     * in the flat gradient.
     */
    void backward(int member, int firstRow, int rows, FloatMatrix d, FloatMatrix gradient) {
        members[member].backward(products(), firstRow, rows, parameters, gammaAt, d, gradient);
    }

    /** Brings the running statistics on by those of all members' rows, if any member trained; by the owner, once a step. */
    void finishStep() {
        int rows = 0;
        for (BatchNormMember member : members) {
            rows += member.rows();
        }
        if (rows > 1) {
            parameters.read(0, meansAt(), means, 0, outputs);
            parameters.read(0, logDeviationsAt(), logDeviations, 0, outputs);
            for (int i = 0; i < outputs; i++) {
                advance(i, rows);
            }
            parameters.write(0, meansAt(), means, 0, outputs);
            parameters.write(0, logDeviationsAt(), logDeviations, 0, outputs);
        }
        for (BatchNormMember member : members) {
            member.clear();
        }
    }

    private void advance(int column, int rows) {
        double sum = 0;
        for (BatchNormMember member : members) {
            sum += member.rows() * member.mean(column);
        }
        double mean = sum / rows;
        double squares = 0;
        for (BatchNormMember member : members) {
            double apart = member.mean(column) - mean;
            squares += member.rows() * (member.variance(column) + apart * apart);
        }
        double running = Math.pow(10, 2 * logDeviations[column]);
        double variance = DECAY * running + (1 - DECAY) * squares / (rows - 1);
        means[column] = (float) (DECAY * means[column] + (1 - DECAY) * mean);
        logDeviations[column] = (float) (0.5 * Math.log10(Math.max(variance, EPSILON)));
    }

    @Override
    public void close() {
        normalized.close();
    }
}
