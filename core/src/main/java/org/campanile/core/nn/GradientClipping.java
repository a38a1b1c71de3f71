package org.campanile.core.nn;

import java.util.List;
import org.campanile.core.Check;

/**
 * Keeps the gradient by the parameters of several networks, taken as one vector g, within a length (Pascanu, Mikolov, Bengio: On
 * the Difficulty of Training Recurrent Neural Networks, ICML 2013): {@code g min(1, norm / |g|)}.
 *
 * <p>Between the backward passes and the update, every member of a team measures its share; when all have, the owner clips.
 */
public final class GradientClipping {
    private final double norm;
    private final DenseNetwork[] networks;
    private final double[] squares;

    /**
     * @param norm    the greatest length; above 0
     * @param members threads that share a step
     */
    public GradientClipping(double norm, List<DenseNetwork> networks, int members) {
        Check.that(norm > 0, "norm must be above 0, but is %s", norm);
        this.norm = norm;
        this.networks = networks.toArray(DenseNetwork[]::new);
        this.squares = new double[members];
    }

    /** A member's part of the length. */
    public void measure(int member) {
        double sum = 0;
        for (DenseNetwork network : networks) {
            sum += network.squaredGradient(member, squares.length);
        }
        squares[member] = sum;
    }

    /** Makes the networks' next update take the gradient no longer than the norm. */
    public void clip() {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        double length = Math.sqrt(sum);
        for (DenseNetwork network : networks) {
            network.scaleGradient(length > norm ? (float) (norm / length) : 1);
        }
    }
}
