package org.campanile.core.loss;

import java.util.Arrays;
import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.parallel.Shares;

/**
 * Softmax of each user over the items of the whole batch: the item of the same row is the positive, those of the other
 * rows are the negatives (Yi et al.: Sampling-Bias-Corrected Neural Modeling for Large Corpus Item Recommendations,
 * RecSys 2019). With vectors u and v of n users and their items, temperature t, sampling probability q and reward r:
 *
 * <pre>
 * s_ij = u_i . v_j / t - log q_j          minus infinity for accidental hits: j other than i with the same item
 * L    = 1/n  sum over i of  r_i (log(sum over j of exp(s_ij)) - s_ii)
 * </pre>
 *
 * <p>The m distinct items are scored once each, so that v is of {@code [m, dim]}, and the positive of user i is item
 * {@link SoftmaxItems#target}. Negatives for all users may be among them (see {@link SoftmaxItems#setMixed}), or all items
 * there are may be the columns (see {@link SoftmaxItems#setCatalogue}): the full softmax.
 *
 * <p>The items that a {@link CrossBatchMemory} keeps are further columns j of every user: constants, without gradients.
 *
 * <p>The scores, {@code [n, m]}, never exist at once: block after block of users is scored, turned into gradients and
 * multiplied back, so that memory grows with n alone.
 *
 * <p>The members of a team share the users of a batch: each calls {@link #lossAndGradients}, and when all are done, each
 * calls {@link #sumItemGradients} for some of the items. A fixed number of members gives the same bits every time. Holds
 * native memory, which grows to the largest batch; one owner makes and closes it.
 */
public final class InBatchSoftmax implements AutoCloseable {
    private final ScoreBlock[] blocks;
    private final ScoreBlock[] blocksOfMemory;
    private final float[][] rows;
    private final ItemGradientParts itemGradients;
    private final CrossBatchMemory memory;

    /**
     * @param dim         length of the vectors
     * @param members     how many share the work
     * @param temperature what dot products are divided by; above 0
     */
    public InBatchSoftmax(int dim, int members, double temperature) {
        this(dim, members, temperature, CrossBatchMemory.none());
    }

    /** @param memory items that are further columns of every batch; closed with the softmax */
    public InBatchSoftmax(int dim, int members, double temperature, CrossBatchMemory memory) {
        this.itemGradients = new ItemGradientParts(dim, Check.positive(members, "members"));
        this.blocks = new ScoreBlock[members];
        this.blocksOfMemory = new ScoreBlock[members];
        Arrays.setAll(blocks, member -> new ScoreBlock(temperature));
        Arrays.setAll(blocksOfMemory, member -> new ScoreBlock(temperature));
        this.rows = new float[members][0];
        this.memory = memory;
    }

    /**
     * Computes the loss of a member's share of the users, the gradients of L by their vectors, and a part of those by the
     * items' vectors.
     *
     * @param users         {@code [>= n, dim]}
     * @param items         {@code [>= m, dim]} for m columns
     * @param batch         the m items, set in batch, mixed or, without a memory, as catalogue
     * @param userGradients {@code [>= n, dim]}; the member's own rows are written
     * @return the share's part of {@code n L}, the sum over its users
     */
    public double lossAndGradients(
            int member, FloatMatrix users, FloatMatrix items, SoftmaxItems batch, FloatMatrix userGradients) {
        int count = batch.columns();
        int height = ScoreBlock.height(count + memory.columns());
        int begin = Shares.begin(member, blocks.length, batch.users());
        int end = Shares.end(member, blocks.length, batch.users());
        ScoreBlock block = blocks[member];
        double loss = 0;
        for (int first = begin; first < end; first += height) {
            int rowsOfBlock = Math.min(height, end - first);
            block.score(users, first, rowsOfBlock, items, 0, count);
            scoreMemory(member, users, first, rowsOfBlock);
            loss += replaceByGradients(member, first, rowsOfBlock, batch);
            block.userGradients(0f, userGradients, first);
            addGradientsOfMemory(member, userGradients, first);
            block.itemGradients(first == begin ? 0f : 1f, itemGradients.of(member, count), 0);
        }
        return loss;
    }

    private void scoreMemory(int member, FloatMatrix users, int first, int count) {
        if (memory.columns() > 0) {
            blocksOfMemory[member].score(users, first, count, memory.vectors(), memory.first(), memory.columns());
        }
    }

    private void addGradientsOfMemory(int member, FloatMatrix userGradients, int first) {
        if (memory.columns() > 0) {
            blocksOfMemory[member].userGradients(1f, userGradients, first);
        }
    }

    /** Replaces the scores of the member's block by gradients; returns the sum of the loss. */
    private double replaceByGradients(int member, int first, int users, SoftmaxItems batch) {
        int count = batch.columns();
        int all = count + memory.columns();
        float[] row = row(member, all);
        double loss = 0;
        for (int i = 0; i < users; i++) {
            int user = first + i;
            float reward = batch.reward(user);
            if (reward == 0) {
                Arrays.fill(row, 0, all, 0f);
            } else {
                read(member, i, row, count);
                batch.correctAndMask(user, row);
                memory.correctAndMask(batch, user, row, count);
                loss += reward
                        * (batch.repetition(user)
                                + SoftmaxCrossEntropy.lossAndGradients(
                                        row, all, batch.target(user), reward / batch.users()));
            }
            write(member, i, row, count);
        }
        return loss;
    }

    /** Brings the scores of a user with the batch's items, of which there are {@code count}, and with those kept. */
    private void read(int member, int blockRow, float[] row, int count) {
        blocks[member].read(blockRow, row, 0);
        if (memory.columns() > 0) {
            blocksOfMemory[member].read(blockRow, row, count);
        }
    }

    private void write(int member, int blockRow, float[] row, int count) {
        blocks[member].write(blockRow, row, 0);
        if (memory.columns() > 0) {
            blocksOfMemory[member].write(blockRow, row, count);
        }
    }

    private float[] row(int member, int length) {
        if (rows[member].length < length) {
            rows[member] = new float[length];
        }
        return rows[member];
    }

    /**
     * Adds up the gradients of L by the vectors of some items; follows {@link #lossAndGradients} of every member.
     *
     * @param member    who does it
     * @param firstItem the first of the items
     * @param itemCount how many
     * @param out       {@code [>= m, dim]}; the items' rows are written
     */
    public void sumItemGradients(int member, SoftmaxItems batch, int firstItem, int itemCount, FloatMatrix out) {
        itemGradients.sum(member, batch.users(), firstItem, itemCount, out, firstItem);
    }

    /**
     * Keeps the items of a batch for those that come, if there is a memory; follows {@link #lossAndGradients} of every
     * member.
     *
     * @param items the vectors that the batch was scored with
     */
    public void remember(SoftmaxItems batch, FloatMatrix items) {
        memory.add(batch, items);
    }

    /** Forgets the items of all batches. */
    public void forget() {
        memory.clear();
    }

    @Override
    public void close() {
        for (ScoreBlock block : blocks) {
            block.close();
        }
        for (ScoreBlock block : blocksOfMemory) {
            block.close();
        }
        itemGradients.close();
        memory.close();
    }
}
