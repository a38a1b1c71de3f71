package org.campanile.towers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.nn.BackwardScope;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.GrowingMatrix;
import org.campanile.core.nn.TablesStep;

/**
 * Behaviour-to-interest dynamic routing: sorts the items of a history into up to K interests, as capsules (Li et al.:
 * Multi-Interest Network with Dynamic Routing for Recommendation at Tmall, CIKM 2019, section 4.2). With embeddings e_i of
 * the n items of a history, one map S for all pairs of item and interest, weights a of {@link PlaceWeights}, R iterations,
 * and a residual beta:
 *
 * <pre>
 * K'   = max(1, min(K, floor(log2(n))))
 * c_i  = n a_i S e_i                                  S is a linear DL4J layer, with a bias
 * b_ij = a fixed number, normal with deviation sigma  a hash of the seed, the item's place and the interest j
 * R times:
 *   w_ij = exp(b_ij) / sum over k of exp(b_ik)
 *   z_j  = sum over i of w_ij c_i
 *   u_j  = squash(z_j) = |z_j|^2 / (1 + |z_j|^2)  z_j / |z_j|
 *   b_ij = b_ij + u_j . c_i                           or cos(u_j, c_i) / tau
 * u_j  = squash(sum over i of (w_ij + beta) c_i)
 * </pre>
 *
 * <p>The paper has neither a nor beta: its items all count alike, which is {@code n a_i = 1}, and beta is 0. With more than
 * one interest the greater beta, the more each is like the weighted sum of the whole history.
 *
 * <p>The paper's agreement is the dot product, which decides little while embeddings are short, and would not grow where
 * they are compared by the cosine. The cosine over a temperature tau sorts the items whatever their length.
 *
 * <p>The gradient goes through the last iteration and takes its w for constants, as in the published implementations: the
 * routing finds out which item belongs to which interest, and is not itself learned.
 */
final class CapsuleRouting implements HistoryEncoder {
    private static final float LEAST_SQUARE = 1e-12f;

    private final CapsuleSettings settings;
    private final int dim;
    private final DenseNetwork map;
    private final PlaceWeights places;
    private final float[] initialLogits;
    private final GrowingMatrix weights;
    private final GrowingMatrix sums;
    private final List<Member> members = new ArrayList<>();
    private boolean hasItems;

    /**
     * @param maxLength items of a history at most
     * @param map       S, {@code [dim, dim]}; closed with the routing
     * @param places    a; closed with the routing
     */
    CapsuleRouting(CapsuleSettings settings, int maxLength, DenseNetwork map, PlaceWeights places) {
        this.settings = settings;
        this.dim = map.inputSize();
        this.map = map;
        this.places = places;
        this.initialLogits = new float[maxLength * settings.interests()];
        long key = CounterRandom.seedFor(settings.seed(), "routing-logits");
        for (int i = 0; i < initialLogits.length; i++) {
            initialLogits[i] = (float) settings.logitDeviation() * CounterRandom.gaussian(CounterRandom.hash(key, i));
        }
        this.weights = new GrowingMatrix(settings.interests());
        this.sums = new GrowingMatrix(dim);
    }

    @Override
    public int interests() {
        return settings.interests();
    }

    @Override
    public int interestsOf(int length) {
        int logarithm = length < 1 ? 0 : 31 - Integer.numberOfLeadingZeros(length);
        return Math.max(1, Math.min(interests(), logarithm));
    }

    @Override
    public EmbeddingTables tables() {
        return places.tables();
    }

    @Override
    public void index(HistoryRows histories, TablesStep step) {
        places.index(histories, step);
    }

    @Override
    public void begin(HistoryRows histories, TablesStep step, int memberCount) {
        ensureCapacity(histories, memberCount);
        places.begin(step);
        hasItems = histories.items().count() > 0;
    }

    @Override
    public void ensureCapacity(HistoryRows histories, int memberCount) {
        int items = Math.max(1, histories.items().count());
        map.ensureCapacity(items, memberCount);
        places.ensureCapacity(items);
        weights.atLeast(items);
        sums.atLeast(Math.max(1, histories.items().rows() * interests()));
        while (members.size() < memberCount) {
            members.add(new Member());
        }
    }

    @Override
    public FloatMatrix input() {
        return map.input();
    }

    @Override
    public void forward(int member, HistoryRows histories, int firstUser, int users, FloatMatrix out) {
        int firstItem = histories.items().start(firstUser);
        map.forward(member, firstItem, histories.items().start(firstUser + users) - firstItem);
        places.forward(histories, firstUser, users);
        for (int user = firstUser; user < firstUser + users; user++) {
            members.get(member).route(histories, user, out);
        }
    }

    @Override
    public void backward(int member, HistoryRows histories, int firstUser, int users, FloatMatrix gradient) {
        for (int user = firstUser; user < firstUser + users; user++) {
            members.get(member).backward(histories, user, gradient);
        }
        int firstItem = histories.items().start(firstUser);
        int items = histories.items().start(firstUser + users) - firstItem;
        map.backward(member, firstItem, items, BackwardScope.INPUT);
    }

    @Override
    public FloatMatrix inputGradient() {
        return map.inputGradient();
    }

    @Override
    public void update(int member, int memberCount) {
        if (hasItems) {
            map.update(member, memberCount);
        }
    }

    @Override
    public void finishStep() {
        if (hasItems) {
            map.finishStep();
        }
    }

    @Override
    public List<DenseParameters> parameters() {
        return List.of(map);
    }

    @Override
    public void close() {
        map.close();
        places.close();
        weights.close();
        sums.close();
    }

    /** What one member works with: a history at a time, on the heap. */
    private final class Member {
        private final Kernels kernels = Kernels.active();
        private final float[] capsules = new float[interests() * dim];
        private final float[] sum = new float[interests() * dim];
        private final float[] item = new float[dim];
        private final float[] other = new float[dim];
        private final float[] weight = new float[interests()];
        private float[] logits = new float[0];
        private float[] mapped = new float[0];

        void route(HistoryRows histories, int user, FloatMatrix out) {
            int begin = histories.items().start(user);
            int length = histories.length(user);
            int found = interestsOf(length);
            read(histories, begin, length);
            for (int iteration = 0; iteration < settings.iterations(); iteration++) {
                Arrays.fill(sum, 0, found * dim, 0f);
                for (int i = 0; i < length; i++) {
                    weigh(i, found);
                    for (int j = 0; j < found; j++) {
                        kernels.addScaled(weight[j], mapped, i * dim, sum, j * dim, dim);
                    }
                    weights.atLeast(1).write(begin + i, 0, weight, 0, interests());
                }
                squash(found);
                for (int i = 0; i < length; i++) {
                    for (int j = 0; j < found; j++) {
                        logits[i * interests() + j] += agreement(i, j);
                    }
                }
            }
            addResidual(found);
            sums.atLeast(1).write(user * interests(), 0, sum, 0, found * dim);
            for (int j = 0; j < interests(); j++) {
                out.write(user * interests() + j, 0, capsules, (j < found ? j : 0) * dim, dim);
            }
        }

        /** Adds the whole history to every interest: since an item's weights have the sum 1, that is the sum of all. */
        private void addResidual(int found) {
            if (settings.residual() == 0) {
                return;
            }
            Arrays.fill(other, 0f);
            for (int j = 0; j < found; j++) {
                kernels.add(sum, j * dim, other, 0, dim);
            }
            for (int j = 0; j < found; j++) {
                kernels.addScaled((float) settings.residual(), other, 0, sum, j * dim, dim);
            }
            squash(found);
        }

        private float agreement(int i, int j) {
            float product = kernels.dot(capsules, j * dim, mapped, i * dim, dim);
            return switch (settings.agreement()) {
                case DOT -> product;
                case COSINE -> {
                    float squares =
                            kernels.sumOfSquares(capsules, j * dim, dim) * kernels.sumOfSquares(mapped, i * dim, dim);
                    yield product / ((float) Math.sqrt(squares + LEAST_SQUARE) * (float) settings.temperature());
                }
            };
        }

        /** Brings the mapped embeddings and first logits of a history onto the heap. */
        private void read(HistoryRows histories, int begin, int length) {
            int interests = interests();
            if (mapped.length < length * dim) {
                mapped = new float[length * dim];
                logits = new float[length * interests];
            }
            if (length > 0) {
                map.output().read(begin, 0, mapped, 0, length * dim);
            }
            for (int i = 0; i < length; i++) {
                kernels.scale(factor(begin + i, length), mapped, i * dim, dim);
                int place = histories.places().values()[begin + i];
                System.arraycopy(initialLogits, place * interests, logits, i * interests, interests);
            }
        }

        /** {@code n a_i}: 1 where all items count alike. */
        private float factor(int i, int length) {
            return length * places.weight(i);
        }

        /** {@code w_i}: over the interests that are there. */
        private void weigh(int i, int found) {
            int from = i * interests();
            float largest = kernels.max(logits, from, found);
            float total = 0;
            for (int j = 0; j < found; j++) {
                weight[j] = (float) Math.exp(logits[from + j] - largest);
                total += weight[j];
            }
            kernels.scale(1 / total, weight, 0, found);
        }

        private void squash(int found) {
            System.arraycopy(sum, 0, capsules, 0, found * dim);
            for (int j = 0; j < found; j++) {
                float square = kernels.sumOfSquares(sum, j * dim, dim);
                float factor = (float) Math.sqrt(square + LEAST_SQUARE) / (1 + square);
                kernels.scale(factor, capsules, j * dim, dim);
            }
        }

        /** Writes the gradients by the mapped embeddings of a history and by the weights of their places. */
        void backward(HistoryRows histories, int user, FloatMatrix gradient) {
            int begin = histories.items().start(user);
            int length = histories.length(user);
            int found = interestsOf(length);
            for (int j = 0; j < found; j++) {
                gradient.read(user * interests() + j, 0, capsules, j * dim, dim);
                sums.atLeast(1).read(user * interests() + j, 0, sum, j * dim, dim);
                throughSquash(j * dim);
            }
            for (int i = begin; i < begin + length; i++) {
                weights.atLeast(1).read(i, 0, weight, 0, interests());
                Arrays.fill(item, 0f);
                for (int j = 0; j < found; j++) {
                    kernels.addScaled(weight[j] + (float) settings.residual(), capsules, j * dim, item, 0, dim);
                }
                map.output().read(i, 0, other, 0, dim);
                places.slope(i, length * kernels.dot(item, 0, other, 0, dim));
                kernels.scale(factor(i, length), item, 0, dim);
                map.outputGradient().write(i, 0, item, 0, dim);
            }
            places.backward(begin, begin + length);
        }

        /**
         * Turns the gradient g by u = f(|z|) z, with f(r) = r / (1 + r^2), into that by z:
         * {@code f g + (f'(r) / r) (z . g) z} with {@code f'(r) = (1 - r^2) / (1 + r^2)^2}.
         */
        private void throughSquash(int at) {
            float square = kernels.sumOfSquares(sum, at, dim);
            float length = (float) Math.sqrt(square + LEAST_SQUARE);
            float along = kernels.dot(sum, at, capsules, at, dim);
            float slope = (1 - square) / ((1 + square) * (1 + square));
            kernels.scale(length / (1 + square), capsules, at, dim);
            kernels.addScaled(slope / length * along, sum, at, capsules, at, dim);
        }
    }
}
