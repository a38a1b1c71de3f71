package org.campanile.core.loss;

import java.util.Arrays;
import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.parallel.Shares;

/**
 * Softmax of each user over its own item and k negatives that all users of the batch share (Jean et al.: On Using Very
 * Large Target Vocabulary for Neural Machine Translation, ACL 2015). With vectors u of n users, v of their items and w of
 * the negatives, temperature t, sampling probability q and reward r:
 *
 * <pre>
 * s_i  = u_i . v_i / t - log q_i
 * z_ij = u_i . w_j / t - log q_j          minus infinity for accidental hits: negatives that are the user's own item
 * L    = 1/n  sum over i of  r_i (log(exp(s_i) + sum over j of exp(z_ij)) - s_i)
 * </pre>
 *
 * <p>Works by blocks and by members as {@link InBatchSoftmax} does.
 */
public final class SharedSampledSoftmax implements AutoCloseable {
    private final Member[] members;
    private final ItemGradientParts negativeGradients;

    /**
     * @param dim         length of the vectors
     * @param members     how many share the work
     * @param temperature what dot products are divided by; above 0
     */
    public SharedSampledSoftmax(int dim, int members, double temperature) {
        this.negativeGradients = new ItemGradientParts(dim, Check.positive(members, "members"));
        this.members = new Member[members];
        Arrays.setAll(this.members, member -> new Member(dim, temperature));
    }

    /**
     * Computes the loss of a member's share of the users, the gradients of L by their vectors and their own items'
     * vectors, and a part of those by the negatives' vectors.
     *
     * @param users         {@code [>= n, dim]}
     * @param items         {@code [>= n + k, dim]}: the item of each user, then the negatives
     * @param batch         the same items, set shared
     * @param userGradients {@code [>= n, dim]}; the member's own rows are written
     * @param itemGradients {@code [>= n + k, dim]}; the rows of the member's users are written
     * @return the share's part of {@code n L}, the sum over its users
     */
    public double lossAndGradients(
            int member,
            FloatMatrix users,
            FloatMatrix items,
            SoftmaxItems batch,
            FloatMatrix userGradients,
            FloatMatrix itemGradients) {
        int height = ScoreBlock.height(batch.columns());
        int begin = Shares.begin(member, members.length, batch.users());
        int end = Shares.end(member, members.length, batch.users());
        Member own = members[member];
        double loss = 0;
        for (int first = begin; first < end; first += height) {
            int rows = Math.min(height, end - first);
            own.block.score(users, first, rows, items, batch.firstColumn(), batch.columns());
            for (int row = 0; row < rows; row++) {
                loss += own.replaceByGradients(first + row, row, users, items, batch, userGradients, itemGradients);
            }
            own.block.userGradients(1f, userGradients, first);
            own.block.itemGradients(first == begin ? 0f : 1f, negativeGradients.of(member, batch.columns()), 0);
        }
        return loss;
    }

    /**
     * Adds up the gradients of L by the vectors of some items, of which the users' own are whole already; follows
     * {@link #lossAndGradients} of every member.
     *
     * @param member    who does it
     * @param firstItem the first of the items
     * @param itemCount how many
     * @param out       {@code [>= n + k, dim]}; the rows of negatives among the items are written
     */
    public void sumItemGradients(int member, SoftmaxItems batch, int firstItem, int itemCount, FloatMatrix out) {
        int first = Math.max(firstItem, batch.firstColumn());
        int count = firstItem + itemCount - first;
        if (count > 0) {
            negativeGradients.sum(member, batch.users(), first - batch.firstColumn(), count, out, first);
        }
    }

    @Override
    public void close() {
        for (Member member : members) {
            member.block.close();
        }
        negativeGradients.close();
    }

    /** What one member works with. */
    private static final class Member {
        private final Kernels kernels = Kernels.active();
        private final ScoreBlock block;
        private final float[] user;
        private final float[] item;
        private float[] row = new float[0];

        Member(int dim, double temperature) {
            this.block = new ScoreBlock(temperature);
            this.user = new float[dim];
            this.item = new float[dim];
        }

        /**
         * Replaces one row of the block by gradients, and writes what the positive's score adds to the user's gradient,
         * and the positive's own. The positive's score stands in the row behind those of the negatives.
         */
        double replaceByGradients(
                int index,
                int blockRow,
                FloatMatrix users,
                FloatMatrix items,
                SoftmaxItems batch,
                FloatMatrix userGradients,
                FloatMatrix itemGradients) {
            users.read(index, 0, user, 0, user.length);
            items.read(index, 0, item, 0, item.length);
            double loss = lossOf(index, blockRow, batch);
            float gradient = row[batch.columns()] * block.inverseTemperature();
            kernels.scale(gradient, user, 0, user.length);
            kernels.scale(gradient, item, 0, item.length);
            userGradients.write(index, 0, item, 0, item.length);
            itemGradients.write(index, 0, user, 0, user.length);
            return loss;
        }

        private double lossOf(int index, int blockRow, SoftmaxItems batch) {
            int negatives = batch.columns();
            float reward = batch.reward(index);
            float[] scores = row(negatives + 1);
            double loss = 0;
            if (reward == 0) {
                Arrays.fill(scores, 0, negatives + 1, 0f);
            } else {
                block.read(blockRow, scores, 0);
                batch.correctAndMask(index, scores);
                scores[negatives] =
                        kernels.dot(user, 0, item, 0, user.length) * block.inverseTemperature() - batch.ownLogQ(index);
                loss = reward
                        * SoftmaxCrossEntropy.lossAndGradients(
                                scores, negatives + 1, negatives, reward / batch.users());
            }
            block.write(blockRow, scores, 0);
            return loss;
        }

        private float[] row(int length) {
            if (row.length < length) {
                row = new float[length];
            }
            return row;
        }
    }
}
