package org.campanile.core.embedding;

import java.util.Arrays;
import java.util.Objects;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.FloatRows;

/**
 * What one step does with one table: the distinct rows it touches and, for each, where its gradients will stand. A
 * function of the ids alone, so that a step can be prepared while another one trains; a table has as many of these as
 * there are steps under way.
 *
 * <p>An entry is one id of one look-up; the entries of a row form a chain from the newest back to the first, so that
 * duplicates are summed without sorting.
 *
 * <pre>
 * ids       [7, 2, 7]
 * rows      [7, 2]      by number, in the order of their first appearance
 * newest    [2, 1]      by number
 * previous  [-1, -1, 0] by entry
 * </pre>
 *
 * <p>Of max pooling it also keeps the winners, an entry per row of jagged ids and column, {@code [rows, dim]}:
 * {@link EmbeddingTable#lookUpMax} writes them, and the update gives each column's gradient to the winner alone.
 *
 * <p>Gradients stand in matrices that the step knows by number only, its sources; {@link EmbeddingTable#update} is told
 * which they are. Allocates only to grow. Owned by one thread at a time; many may read it during an update. After an
 * exception it must be cleared.
 */
public final class TableStep {
    static final int NONE = -1;
    private static final int INITIAL_CAPACITY = 64;

    private final String table;
    private final RowMapping mapping;
    private final int dim;
    private final RowNumbers numbers = new RowNumbers();

    /* By row number. */
    private int[] newest = new int[INITIAL_CAPACITY];

    /* By entry. */
    private int[] previous = new int[INITIAL_CAPACITY];
    private int[] gradientRow = new int[INITIAL_CAPACITY];
    private int[] lookUp = new int[INITIAL_CAPACITY];
    private float[] weight = new float[INITIAL_CAPACITY];
    private int entries;

    /* By row of jagged ids and column, one max pooling after the other. */
    private int[] winners = {};
    private int winnerCount;

    private LookUp[] lookUps = {new LookUp()};
    private int lookUpCount;

    /** One look-up: where its gradients stand and, of jagged ids, where its rows, ids and winners begin. */
    private static final class LookUp {
        private int source;
        private int column;
        private int firstRow;
        private int rows;
        private int firstEntry;
        private int fromRow;
        private int firstId;
        private int firstWinner;
    }

    /** @param mapping from ids to rows of the table */
    TableStep(String table, RowMapping mapping, int dim) {
        this.table = table;
        this.mapping = mapping;
        this.dim = dim;
    }

    /** Forgets everything. */
    public void clear() {
        numbers.clear();
        entries = 0;
        lookUpCount = 0;
        winnerCount = 0;
    }

    /**
     * Adds a {@link EmbeddingTable#lookUp}: the gradient by the row of {@code ids[from + i]} will stand in row
     * {@code firstRow + i} of a source, from {@code column} on, for {@code i} in {@code [0, count)}.
     *
     * @throws IllegalArgumentException when an id is not of the table's vocabulary
     */
    public void add(int[] ids, int from, int count, int source, int firstRow, int column) {
        Objects.checkFromIndexSize(from, count, ids.length);
        open(count, source, firstRow, count, column);
        for (int i = 0; i < count; i++) {
            addEntry(checkedRow(ids, from + i), firstRow + i, 1f);
        }
    }

    /**
     * Adds a {@link EmbeddingTable#lookUpScaled}: the gradient by {@code factors[at + i * stride]} times the row of
     * {@code id} will stand in row {@code firstRow + i} of a source, from {@code column} on, for {@code i} in
     * {@code [0, count)}.
     *
     * @throws IllegalArgumentException when the id is not of the table's vocabulary
     */
    public void addScaled(
            int id, float[] factors, int at, int stride, int count, int source, int firstRow, int column) {
        int row = EmbeddingLookUp.checkedRow(table, mapping, id, 0);
        open(count, source, firstRow, count, column);
        for (int i = 0; i < count; i++) {
            addEntry(row, firstRow + i, factors[at + i * stride]);
        }
    }

    /**
     * Adds a {@link EmbeddingTable#lookUpPooled}: the gradient by row {@code fromRow + i} of the jagged ids will stand in
     * row {@code firstRow + i} of a source, from {@code column} on, for {@code i} in {@code [0, rows)}.
     *
     * @throws IllegalArgumentException when an id is not of the table's vocabulary, or ids for max pooling have
     *     weights
     */
    public void addPooled(JaggedIds ids, int fromRow, int rows, Pooling pooling, int source, int firstRow, int column) {
        Objects.checkFromIndexSize(fromRow, rows, ids.rows());
        pooling.check(table, ids);
        LookUp added = open(ids.start(fromRow + rows) - ids.start(fromRow), source, firstRow, rows, column);
        added.fromRow = fromRow;
        added.firstId = ids.start(fromRow);
        if (pooling == Pooling.MAX) {
            openWinners(added);
        }
        for (int row = 0; row < rows; row++) {
            int begin = ids.start(fromRow + row);
            int end = ids.start(fromRow + row + 1);
            float share = pooling == Pooling.MEAN ? 1f / (end - begin) : 1f;
            for (int i = begin; i < end; i++) {
                float idWeight = ids.isWeighted() ? ids.weights()[i] : 1f;
                addEntry(checkedRow(ids.values(), i), firstRow + row, share * idWeight);
            }
        }
    }

    private void openWinners(LookUp added) {
        added.firstWinner = winnerCount;
        winnerCount = Math.addExact(winnerCount, Math.multiplyExact(added.rows, dim));
        if (winnerCount > winners.length) {
            winners = Arrays.copyOf(winners, Math.max(winnerCount, 2 * winners.length));
        }
        Arrays.fill(winners, added.firstWinner, winnerCount, NONE);
    }

    private LookUp open(int ids, int source, int firstRow, int rows, int column) {
        if (source < 0 || firstRow < 0 || column < 0) {
            throw new IllegalArgumentException(String.format(
                    "table %s: source %d, row %d and column %d must be at least 0", table, source, firstRow, column));
        }
        ensureCapacity(entries + ids);
        if (lookUpCount == lookUps.length) {
            lookUps = Arrays.copyOf(lookUps, 2 * lookUpCount);
            for (int i = lookUpCount; i < lookUps.length; i++) {
                lookUps[i] = new LookUp();
            }
        }
        LookUp next = lookUps[lookUpCount++];
        next.source = source;
        next.column = column;
        next.firstRow = firstRow;
        next.rows = rows;
        next.firstEntry = entries;
        next.firstWinner = NONE;
        return next;
    }

    private void addEntry(int row, int rowOfGradient, float weightOfGradient) {
        int known = numbers.count();
        int number = numbers.numberOf(row);
        previous[entries] = number < known ? newest[number] : NONE;
        newest[number] = entries;
        gradientRow[entries] = rowOfGradient;
        lookUp[entries] = lookUpCount - 1;
        weight[entries] = weightOfGradient;
        entries++;
    }

    private int checkedRow(int[] ids, int position) {
        return EmbeddingLookUp.checkedRow(table, mapping, ids[position], position);
    }

    /** Number of distinct rows. */
    public int distinctRows() {
        return numbers.count();
    }

    /** The row of a number below {@link #distinctRows()}. */
    public int row(int number) {
        return numbers.row(number);
    }

    /** The number of a row, or {@link #NONE} of one that the step does not touch. */
    int find(int row) {
        return numbers.find(row);
    }

    /** Throws unless every look-up's gradients lie within their source. */
    void checkSources(FloatRows[] sources) {
        for (int i = 0; i < lookUpCount; i++) {
            LookUp added = lookUps[i];
            if (added.source >= sources.length || sources[added.source] == null) {
                throw new IllegalArgumentException(
                        String.format("table %s: no gradients are given for source %d", table, added.source));
            }
            EmbeddingLookUp.checkWindow(table, dim, sources[added.source], added.firstRow, added.rows, added.column);
        }
    }

    /** The newest entry of a row. */
    int newest(int number) {
        return newest[number];
    }

    /** The entry of the same row before this one, or {@link #NONE}. */
    int previous(int entry) {
        return previous[entry];
    }

    /** Which matrix an entry's gradient stands in. */
    int source(int entry) {
        return lookUps[lookUp[entry]].source;
    }

    /** The row of {@link #source} in which an entry's gradient stands. */
    int gradientRow(int entry) {
        return gradientRow[entry];
    }

    /** The column of {@link #source} in which an entry's gradient begins. */
    int gradientColumn(int entry) {
        return lookUps[lookUp[entry]].column;
    }

    /** What an entry's gradient is multiplied by. */
    float weight(int entry) {
        return weight[entry];
    }

    /** Whether an entry's gradient is that of a max pooling, of which it has only the columns that it won. */
    boolean isOfMaximum(int entry) {
        return lookUps[lookUp[entry]].firstWinner != NONE;
    }

    /** Sets the columns of an entry's gradient that it did not win to 0. */
    void keepWon(int entry, float[] gradient) {
        LookUp added = lookUps[lookUp[entry]];
        int first = added.firstWinner + (gradientRow[entry] - added.firstRow) * dim;
        for (int i = 0; i < dim; i++) {
            if (winners[first + i] != entry) {
                gradient[i] = 0f;
            }
        }
    }

    /** The number of the max pooling of these rows of jagged ids whose gradient will stand in this place. */
    int maximum(int source, int column, int fromRow, int count) {
        for (int i = 0; i < lookUpCount; i++) {
            LookUp added = lookUps[i];
            if (added.firstWinner != NONE
                    && added.source == source
                    && added.column == column
                    && fromRow >= added.fromRow
                    && fromRow + count <= added.fromRow + added.rows) {
                return i;
            }
        }
        throw new IllegalArgumentException(String.format(
                "table %s: the step has no max pooling of rows [%d, %d) for source %d, column %d",
                table, fromRow, fromRow + count, source, column));
    }

    /**
     * Keeps the winners of a row of jagged ids.
     *
     * @param number  what {@link #maximum} returned
     * @param won     the position of each column's winner in the jagged ids, or {@link #NONE}
     */
    void setWinners(int number, int row, int[] won) {
        LookUp added = lookUps[number];
        int first = added.firstWinner + (row - added.fromRow) * dim;
        for (int i = 0; i < dim; i++) {
            winners[first + i] = won[i] == NONE ? NONE : added.firstEntry + won[i] - added.firstId;
        }
    }

    private void ensureCapacity(int needed) {
        if (needed > previous.length) {
            int capacity = Math.max(needed, 2 * previous.length);
            newest = Arrays.copyOf(newest, capacity);
            previous = Arrays.copyOf(previous, capacity);
            gradientRow = Arrays.copyOf(gradientRow, capacity);
            lookUp = Arrays.copyOf(lookUp, capacity);
            weight = Arrays.copyOf(weight, capacity);
        }
    }
}
