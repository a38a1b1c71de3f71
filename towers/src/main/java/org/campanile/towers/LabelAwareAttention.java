package org.campanile.towers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.nn.GrowingMatrix;

/**
 * A sample is trained with the interests that its own item asks for (Li et al.: Multi-Interest Network with Dynamic Routing
 * for Recommendation at Tmall, CIKM 2019, section 4.3). With interests v_j of the K' that the user has, the item's vector e,
 * temperature t and power p:
 *
 * <pre>
 * x_j = v_j . e / t
 * a_j = exp(x_j^p) / sum over k of exp(x_k^p)          of a negative x_j: -|x_j|^p
 * u   = sum over j of a_j v_j
 * </pre>
 *
 * <p>The greater p, the more the nearest interest counts, and the less the others. The gradient goes to the interests
 * and, through the weights, to the item.
 */
final class LabelAwareAttention implements InterestChoice {
    private final UserTower tower;
    private final float inverseTemperature;
    private final double power;
    private final GrowingMatrix vectors;
    private final GrowingMatrix gradients;
    private final GrowingMatrix itemGradients;
    private final List<Member> members = new ArrayList<>();

    /**
     * @param temperature t
     * @param power       p, above 0
     */
    LabelAwareAttention(UserTower tower, double temperature, double power) {
        this.tower = tower;
        this.inverseTemperature = (float) (1 / temperature);
        this.power = power;
        this.vectors = new GrowingMatrix(tower.vectorSize());
        this.gradients = new GrowingMatrix(tower.vectorSize());
        this.itemGradients = new GrowingMatrix(tower.vectorSize());
    }

    @Override
    public void ensureCapacity(int samples, int memberCount) {
        vectors.atLeast(samples);
        gradients.atLeast(samples);
        itemGradients.atLeast(samples);
        while (members.size() < memberCount) {
            members.add(new Member());
        }
    }

    @Override
    public void forward(int member, InterestStep step, FloatMatrix items) {
        int first = tower.firstUser(member);
        for (int sample = first; sample < first + tower.users(member); sample++) {
            members.get(member).forward(step, sample, items);
        }
    }

    @Override
    public FloatMatrix vectors() {
        return vectors.atLeast(1);
    }

    @Override
    public FloatMatrix gradients() {
        return gradients.atLeast(1);
    }

    @Override
    public void backward(int member, InterestStep step, FloatMatrix items) {
        int first = tower.firstUser(member);
        for (int sample = first; sample < first + tower.users(member); sample++) {
            members.get(member).backward(step, sample, items);
        }
    }

    @Override
    public void addItemGradients(int member, InterestStep step, int firstItem, int count, FloatMatrix target) {
        float[] addend = members.get(member).item;
        float[] sum = members.get(member).user;
        for (int sample = 0; sample < step.samples(); sample++) {
            int item = step.ownItem(sample);
            if (item >= firstItem && item < firstItem + count) {
                itemGradients.atLeast(1).read(sample, 0, addend, 0, addend.length);
                target.read(item, 0, sum, 0, sum.length);
                Kernels.active().add(addend, 0, sum, 0, sum.length);
                target.write(item, 0, sum, 0, sum.length);
            }
        }
    }

    @Override
    public void close() {
        vectors.close();
        gradients.close();
        itemGradients.close();
    }

    /** One sample at a time, on the heap. */
    private final class Member {
        private final Kernels kernels = Kernels.active();
        private final int dim = tower.vectorSize();
        private final float[] interests = new float[tower.interests() * dim];
        private final float[] item = new float[dim];
        private final float[] user = new float[dim];
        private final float[] itemGradient = new float[dim];
        private final double[] score = new double[tower.interests()];
        private final double[] weight = new double[tower.interests()];

        void forward(InterestStep step, int sample, FloatMatrix items) {
            int count = attend(step, sample, items);
            Arrays.fill(user, 0f);
            for (int j = 0; j < count; j++) {
                kernels.addScaled((float) weight[j], interests, j * dim, user, 0, dim);
            }
            vectors.atLeast(1).write(sample, 0, user, 0, dim);
        }

        /** Computes scores and weights of the sample's interests; returns their number. */
        private int attend(InterestStep step, int sample, FloatMatrix items) {
            int count = step.interestsOf(sample);
            tower.output().read(sample * tower.interests(), 0, interests, 0, count * dim);
            items.read(step.ownItem(sample), 0, item, 0, dim);
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < count; j++) {
                score[j] = kernels.dot(interests, j * dim, item, 0, dim) * inverseTemperature;
                weight[j] = Math.copySign(Math.pow(Math.abs(score[j]), power), score[j]);
                largest = Math.max(largest, weight[j]);
            }
            double sum = 0;
            for (int j = 0; j < count; j++) {
                weight[j] = Math.exp(weight[j] - largest);
                sum += weight[j];
            }
            for (int j = 0; j < count; j++) {
                weight[j] /= sum;
            }
            return count;
        }

        void backward(InterestStep step, int sample, FloatMatrix items) {
            int count = attend(step, sample, items);
            gradients.atLeast(1).read(sample, 0, user, 0, dim);
            double mean = 0;
            for (int j = 0; j < count; j++) {
                mean += weight[j] * kernels.dot(user, 0, interests, j * dim, dim);
            }
            Arrays.fill(itemGradient, 0f);
            for (int j = 0; j < count; j++) {
                double along = kernels.dot(user, 0, interests, j * dim, dim);
                double slope = weight[j] * (along - mean) * power * Math.pow(Math.abs(score[j]), power - 1);
                float factor = Double.isFinite(slope) ? (float) slope * inverseTemperature : 0f;
                kernels.addScaled(factor, interests, j * dim, itemGradient, 0, dim);
                kernels.scale(0f, interests, j * dim, dim);
                kernels.addScaled((float) weight[j], user, 0, interests, j * dim, dim);
                kernels.addScaled(factor, item, 0, interests, j * dim, dim);
            }
            Arrays.fill(interests, count * dim, interests.length, 0f);
            tower.outputGradient().write(sample * tower.interests(), 0, interests, 0, interests.length);
            itemGradients.atLeast(1).write(sample, 0, itemGradient, 0, dim);
        }
    }
}
