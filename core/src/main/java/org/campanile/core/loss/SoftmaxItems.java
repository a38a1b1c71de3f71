package org.campanile.core.loss;

import java.util.stream.IntStream;
import org.campanile.core.Check;
import org.campanile.core.negative.UserItems;

/**
 * The items of a batch for a softmax: each user's positive with what its loss counts, and the columns, which are the
 * distinct items that all users are scored with. Corrects scores for how likely each item is to be among the columns and for
 * how many times it is there, and masks columns that hold a user's own item by accident.
 *
 * <p>An item that comes m times is one column, whose score s becomes {@code s + log m}: {@code m exp(s) = exp(s + log m)},
 * so that losses and gradients are those of m columns, while its vector is computed and multiplied once. Where accidental
 * hits are masked, a user's own item is the positive alone and counts once.
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
    private final DistinctItems distinct = new DistinctItems();
    private int[] items = new int[0];
    private int[] own = new int[0];
    private int[] targets = new int[0];
    private float[] rewards = new float[0];
    private float[] logTimes = new float[0];
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
     * Takes the users' own items for columns.
     *
     * @param ownItems   {@code [>= count]}, each user's positive
     * @param ownRewards {@code [>= count]}, what each user's loss counts; with 0 the item is only a negative of others
     */
    public void setInBatch(int[] ownItems, float[] ownRewards, int count) {
        setOwn(ownItems, ownRewards, count, count);
        setColumns(0);
        correctByItem();
    }

    /**
     * Takes the users' own items for columns, and negatives that were drawn, as mixed negative sampling does (Yang et al.:
     * Mixed Negative Sampling for Learning Two-tower Neural Networks in Recommendations, WWW 2020). With n users, m
     * negatives, probability f of being a user's own item and p of being drawn, one of the n + m is an item with probability
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
        int sampled = count + Check.positive(negativeCount, "negatives");
        setOwn(ownItems, ownRewards, count, sampled);
        addAll(negatives, negativeCount);
        setColumns(0);
        correctByMixture((double) count / sampled);
    }

    /**
     * Takes negatives for columns, the same for all users.
     *
     * @param ownItems   {@code [>= count]}, each user's positive
     * @param ownRewards {@code [>= count]}, what each user's loss counts
     * @param negatives  {@code [>= negativeCount]}
     */
    public void setShared(int[] ownItems, float[] ownRewards, int count, int[] negatives, int negativeCount) {
        setUsers(ownItems, ownRewards, count);
        distinct.begin(Check.positive(negativeCount, "negatives"));
        addAll(negatives, negativeCount);
        for (int user = 0; user < count; user++) {
            targets[user] = user;
        }
        setColumns(count);
        System.arraycopy(ownItems, 0, items, 0, count);
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
            targets[user] = Math.max(0, own[user] - 1);
            rewards[user] = own[user] == 0 ? 0 : rewards[user];
        }
        if (!isCatalogue) {
            items = IntStream.range(1, catalogue).toArray();
            isCatalogue = true;
            columns = items.length;
        }
    }

    /** @param most items that the columns hold at most, repetitions included */
    private void setOwn(int[] ownItems, float[] ownRewards, int count, int most) {
        setUsers(ownItems, ownRewards, count);
        distinct.begin(most);
        for (int user = 0; user < count; user++) {
            targets[user] = distinct.add(ownItems[user]);
        }
    }

    private void setUsers(int[] ownItems, float[] ownRewards, int count) {
        users = Check.positive(count, "users");
        if (own.length < count) {
            own = new int[count];
            targets = new int[count];
            rewards = new float[count];
        }
        System.arraycopy(ownItems, 0, own, 0, count);
        System.arraycopy(ownRewards, 0, rewards, 0, count);
    }

    private void addAll(int[] negatives, int count) {
        for (int negative = 0; negative < count; negative++) {
            distinct.add(negatives[negative]);
        }
    }

    /** Makes columns of the distinct items; so many items stand before them. */
    private void setColumns(int first) {
        firstColumn = first;
        columns = distinct.count();
        if (items.length < first + columns) {
            items = new int[first + columns];
        }
        if (logTimes.length < columns) {
            logTimes = new float[columns];
            columnLogQ = new float[columns];
        }
        System.arraycopy(distinct.items(), 0, items, first, columns);
        isCorrected = false;
        for (int column = 0; column < columns; column++) {
            int times = distinct.times()[column];
            logTimes[column] = times == 1 ? 0f : (float) Math.log(times);
            isCorrected |= times > 1;
        }
    }

    private void correctByItem() {
        isCorrected |= logQ.length > 0;
        for (int column = 0; column < columns && isCorrected; column++) {
            correct(column, logQ.length == 0 ? 0f : logQ[items[firstColumn + column]]);
        }
    }

    /** @param share of the users' own items among those that were sampled */
    private void correctByMixture(double share) {
        isCorrected |= logQ.length > 0;
        for (int column = 0; column < columns && isCorrected; column++) {
            int item = items[column];
            correct(
                    column,
                    logQ.length == 0
                            ? 0f
                            : (float) Math.log(share * Math.exp(logQ[item]) + (1 - share) * Math.exp(drawnLogQ[item])));
        }
    }

    private void correct(int column, float logProbability) {
        columnLogQ[column] = logQStrength * logProbability - logTimes[column];
    }

    /**
     * Corrects by other probabilities than those the columns were set with.
     *
     * @param logProbability of each column's item, in the order of the columns, {@code [>= columns()]}
     */
    public void correctBy(float[] logProbability) {
        isCorrected = true;
        for (int column = 0; column < columns; column++) {
            correct(column, logProbability[column]);
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

    /** The items, {@code [>= itemCount()]}: the columns', and before negatives that all users share each user's own. */
    public int[] items() {
        return items;
    }

    /** How many times the item of each column was sampled, {@code [>= columns()]}; not of a catalogue. */
    public int[] times() {
        return distinct.times();
    }

    /** Number of items whose vectors the softmax takes. */
    public int itemCount() {
        return firstColumn + columns;
    }

    /** The place among the {@link #items()} of a user's own. */
    public int target(int user) {
        return targets[user];
    }

    /** The item of the first column. */
    int firstColumn() {
        return firstColumn;
    }

    int own(int user) {
        return own[user];
    }

    /** Whether negatives that are a user's own item are left out. */
    boolean masksHits() {
        return accidentalHits == AccidentalHits.MASK;
    }

    /** Number of items that are known to be a user's and are no negatives of it. */
    int positives(int user) {
        return positives.users() == 0 ? 0 : positives.count(userKeys[user]);
    }

    /** One of them, by its place from 0. */
    int positive(int user, int place) {
        return positives.item(userKeys[user], place);
    }

    /** What is taken from the scores with a column. */
    float correction(int column) {
        return isCorrected ? columnLogQ[column] : 0f;
    }

    float reward(int user) {
        return rewards[user];
    }

    /** What the correction takes from the score of a user with its own item. */
    float ownLogQ(int user) {
        return logQ.length == 0 ? 0f : logQStrength * logQ[own[user]];
    }

    /**
     * What the loss of a user is less when its own item, which comes m times, is one column: {@code log m}, since the
     * positive is one of the m; 0 where the others are masked.
     */
    float repetition(int user) {
        return isCatalogue || masksHits() ? 0f : logTimes[targets[user]];
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
        if (masksHits()) {
            maskHits(user, scores);
        }
        for (int place = 0; place < positives(user); place++) {
            int column = column(positive(user, place));
            if (column != DistinctItems.NONE && firstColumn + column != targets[user]) {
                scores[column] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** Of the columns the user's own item keeps the positive alone: once of m times, or not at all. */
    private void maskHits(int user, float[] scores) {
        int column = column(own[user]);
        if (column == DistinctItems.NONE || isCatalogue) {
            return;
        }
        if (firstColumn + column == targets[user]) {
            scores[column] -= logTimes[column];
        } else {
            scores[column] = Float.NEGATIVE_INFINITY;
        }
    }

    /** The column of an item, or {@link DistinctItems#NONE}. */
    private int column(int item) {
        return isCatalogue ? item - 1 : distinct.place(item);
    }
}
