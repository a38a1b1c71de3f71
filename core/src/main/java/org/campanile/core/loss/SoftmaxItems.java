package org.campanile.core.loss;

import java.util.stream.IntStream;
import org.campanile.core.Check;
import org.campanile.core.negative.UserItems;

/**
 * The items of a batch for a softmax: each user's positive with what its loss counts, and the columns, which are the
 * items that all users are scored with. Corrects scores for how likely each item is to be among the columns, and masks
 * columns that hold a user's own item by accident.
 *
 * <p>Where the positives of users are known, columns that hold one of them are masked for that user too.
 *
 * <p>An item that is often sampled is often taken for a negative. Of a score s the softmax over sampled items therefore
 * takes {@code s - log q}, where q is the item's probability of being sampled: only then does it estimate the softmax
 * over all items (Bengio, Senécal: Adaptive Importance Sampling to Accelerate Training of a Neural Probabilistic Language
 * Model, 2008; for the items of a batch Yi et al.: Sampling-Bias-Corrected Neural Modeling for Large Corpus Item
 * Recommendations, RecSys 2019). The correction applies to every score, the positive's included.
 *
 * <p>Filled by one thread, then read by any number of them. Grows to the largest batch, and then allocates nothing.
 */
public final class SoftmaxItems {
    private final AccidentalHits accidentalHits;
    private final float[] logQ;
    private final float[] drawnLogQ;
    private final float logQStrength;
    private final UserItems positives;
    private final ItemPositions positions = new ItemPositions();
    private int[] items = new int[0];
    private int[] own = new int[0];
    private float[] rewards = new float[0];
    private float[] columnLogQ = new float[0];
    private int[] userKeys = new int[0];
    private int users;
    private int firstColumn;
    private int columns;
    private boolean isCorrected;
    private boolean isCatalogue;

    /**
     * @param logQ logarithm of each item's probability of being sampled, by item, finite; empty: no correction, which is
     *             right when all are equally probable
     */
    public SoftmaxItems(AccidentalHits accidentalHits, float[] logQ) {
        this(accidentalHits, logQ, new float[0], 1f, UserItems.none(0));
    }

    /**
     * @param logQ      logarithm of each item's probability of being a column, by item, finite; for {@link #setMixed} that
     *                  of being a user's own item. Empty: no correction
     * @param drawnLogQ for {@link #setMixed} logarithm of each item's probability of being drawn as a negative, by item,
     *                  finite; empty otherwise
     * @param logQStrength what log q is multiplied by; 1 unless popular items are to be corrected more or less
     * @param positives items of each user that are no negatives of the user; of no users: every item may be one
     */
    public SoftmaxItems(
            AccidentalHits accidentalHits, float[] logQ, float[] drawnLogQ, float logQStrength, UserItems positives) {
        this.accidentalHits = accidentalHits;
        this.logQStrength = logQStrength;
        this.logQ = logQ;
        this.drawnLogQ = drawnLogQ;
        this.positives = positives;
    }

    /**
     * Takes the users whose items come next, for the sake of their other positives.
     *
     * @param keys {@code [>= count]}, the users' indices
     */
    public void setUserKeys(int[] keys, int count) {
        if (positives.users() > 0) {
            if (userKeys.length < count) {
                userKeys = new int[count];
            }
            System.arraycopy(keys, 0, userKeys, 0, count);
        }
    }

    /**
     * Takes the users' own items for columns: that of user i is column i.
     *
     * @param ownItems   {@code [>= count]}, each user's positive
     * @param ownRewards {@code [>= count]}, what each user's loss counts; with 0 the item is only a negative of others
     */
    public void setInBatch(int[] ownItems, float[] ownRewards, int count) {
        setOwnFirst(ownItems, ownRewards, count, count);
        setColumns(0, count);
        correctByItem();
    }

    /**
     * Takes the users' own items for columns, that of user i being column i, and after them negatives that were drawn, as
     * mixed negative sampling does (Yang et al.: Mixed Negative Sampling for Learning Two-tower Neural Networks in
     * Recommendations, WWW 2020). With n users, m negatives, probability f of being a user's own item and p of being drawn,
     * a column is an item with probability
     *
     * <pre>
     * q = (n f + m p) / (n + m)
     * </pre>
     *
     * @param ownItems   {@code [>= count]}, each user's positive
     * @param ownRewards {@code [>= count]}, what each user's loss counts
     * @param negatives  {@code [>= negativeCount]}
     */
    public void setMixed(int[] ownItems, float[] ownRewards, int count, int[] negatives, int negativeCount) {
        setOwnFirst(ownItems, ownRewards, count, count + Check.positive(negativeCount, "negatives"));
        System.arraycopy(negatives, 0, items, count, negativeCount);
        setColumns(0, count + negativeCount);
        correctByMixture((double) count / columns);
    }

    /**
     * Takes negatives for columns, the same for all users.
     *
     * @param ownItems   {@code [>= count]}, each user's positive
     * @param ownRewards {@code [>= count]}, what each user's loss counts
     * @param negatives  {@code [>= negativeCount]}
     */
    public void setShared(int[] ownItems, float[] ownRewards, int count, int[] negatives, int negativeCount) {
        setOwnFirst(ownItems, ownRewards, count, count + Check.positive(negativeCount, "negatives"));
        System.arraycopy(negatives, 0, items, count, negativeCount);
        setColumns(count, negativeCount);
        correctByItem();
    }

    /**
     * Takes all items but the unknown one for columns: item i is column {@code i - 1}. Of users whose own item is the
     * unknown one nothing is learnt.
     *
     * @param ownItems   {@code [>= count]}, each user's positive
     * @param ownRewards {@code [>= count]}, what each user's loss counts
     * @param catalogue  number of items with the unknown one, at least 2; the same every time
     */
    public void setCatalogue(int[] ownItems, float[] ownRewards, int count, int catalogue) {
        setUsers(ownItems, ownRewards, count);
        for (int user = 0; user < count; user++) {
            rewards[user] = own[user] == 0 ? 0 : rewards[user];
        }
        if (!isCatalogue) {
            items = IntStream.range(1, catalogue).toArray();
            isCatalogue = true;
            setColumns(0, items.length);
        }
    }

    private void setOwnFirst(int[] ownItems, float[] ownRewards, int count, int itemCount) {
        setUsers(ownItems, ownRewards, count);
        if (items.length < itemCount) {
            items = new int[itemCount];
            columnLogQ = new float[itemCount];
        }
        System.arraycopy(ownItems, 0, items, 0, count);
    }

    private void setUsers(int[] ownItems, float[] ownRewards, int count) {
        users = Check.positive(count, "users");
        if (own.length < count) {
            own = new int[count];
            rewards = new float[count];
        }
        System.arraycopy(ownItems, 0, own, 0, count);
        System.arraycopy(ownRewards, 0, rewards, 0, count);
    }

    private void setColumns(int first, int count) {
        firstColumn = first;
        columns = count;
        if (accidentalHits == AccidentalHits.MASK || positives.users() > 0) {
            positions.index(items, first, count);
        }
    }

    private void correctByItem() {
        isCorrected = logQ.length > 0;
        for (int column = 0; column < columns && isCorrected; column++) {
            columnLogQ[column] = logQStrength * logQ[items[firstColumn + column]];
        }
    }

    /** @param share of the users' own items among the columns */
    private void correctByMixture(double share) {
        isCorrected = logQ.length > 0;
        for (int column = 0; column < columns && isCorrected; column++) {
            int item = items[column];
            columnLogQ[column] = logQStrength
                    * (float) Math.log(share * Math.exp(logQ[item]) + (1 - share) * Math.exp(drawnLogQ[item]));
        }
    }

    /**
     * Corrects by other probabilities than those the columns were set with.
     *
     * @param logProbability of each column's item, in the order of the columns, {@code [>= columns()]}
     */
    public void correctBy(float[] logProbability) {
        isCorrected = true;
        for (int column = 0; column < columns; column++) {
            columnLogQ[column] = logQStrength * logProbability[column];
        }
    }

    /** Number of users. */
    public int users() {
        return users;
    }

    /** Number of columns. */
    public int columns() {
        return columns;
    }

    /** The items, {@code [>= itemCount()]}: each user's own, then the shared negatives if there are any. */
    public int[] items() {
        return items;
    }

    /** Number of items whose vectors the softmax takes. */
    public int itemCount() {
        return firstColumn + columns;
    }

    /** The place among the {@link #items()} of a user's own. */
    public int target(int user) {
        return isCatalogue ? Math.max(0, own[user] - 1) : user;
    }

    /** The item of the first column. */
    int firstColumn() {
        return firstColumn;
    }

    float reward(int user) {
        return rewards[user];
    }

    /** What the correction takes from the score of a user with its own item. */
    float ownLogQ(int user) {
        return logQ.length == 0 ? 0f : logQStrength * logQ[own[user]];
    }

    /**
     * Corrects a user's scores and gives minus infinity to accidental hits and to the user's other positives.
     *
     * @param scores {@code [>= columns()]}
     */
    void correctAndMask(int user, float[] scores) {
        for (int column = 0; column < columns && isCorrected; column++) {
            scores[column] -= columnLogQ[column];
        }
        if (accidentalHits == AccidentalHits.MASK) {
            mask(user, own[user], scores);
        }
        if (positives.users() > 0) {
            int key = userKeys[user];
            for (int place = 0; place < positives.count(key); place++) {
                mask(user, positives.item(key, place), scores);
            }
        }
    }

    /** Gives minus infinity to the columns that hold an item, but for the user's own. */
    private void mask(int user, int item, float[] scores) {
        for (int at = positions.last(item); at != ItemPositions.NONE; at = positions.before(at)) {
            if (at != target(user)) {
                scores[at - firstColumn] = Float.NEGATIVE_INFINITY;
            }
        }
    }
}
