package org.campanile.core.embedding;

import java.util.BitSet;
import org.campanile.core.Check;
import org.campanile.core.math.FloatRows;
import org.campanile.core.optimizer.LearningRates;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows all stand in this process, on the Java heap or outside it. It takes
 * {@code rows * (dim + stateSize) * 4} bytes, but little before rows are touched, and per id of a step about 50 more; a
 * step allocates nothing once it has seen its largest batch and its rows exist.
 *
 * <p>Initial values are a hash of the seed, the table's name, row and column: workers that never spoke hold the same
 * table. Look-ups and steps with an id that is not of the vocabulary throw {@link IllegalArgumentException}.
 *
 * <p>Several workers of one thread each may train one table without locks, each with a view of its own ({@link #share}).
 */
public final class LocalEmbeddingTable extends RowTable implements TableState {
    private final TableSettings settings;
    private final SparseOptimizer optimizer;
    private final float l2;
    private final @Nullable WholeTableDecay decay;
    private final RowStorage storage;
    private final Runnable whenClosed;
    private final BitSet touched;
    private final int rowsAhead;
    private LearningRates rates = LearningRates.constant();

    public LocalEmbeddingTable(TableSettings settings) {
        this(settings, maxChunkElements(settings));
    }

    LocalEmbeddingTable(TableSettings settings, int maxChunkElements) {
        this(settings, storage(settings, maxChunkElements, new InitialValues(settings)));
    }

    /** One worker's rows of a table, by their places in its shard; one row that nobody asks for where it has none. */
    static LocalEmbeddingTable ofShard(TableSettings whole, RowShard shard) {
        TableSettings settings = whole.withRows(Math.max(1, shard.rowsBelow(whole.rows())));
        return new LocalEmbeddingTable(
                settings, storage(settings, maxChunkElements(settings), new InitialValues(whole, shard)));
    }

    private static int maxChunkElements(TableSettings settings) {
        return switch (settings.memory()) {
            case HEAP -> HeapRows.MAX_CHUNK_ELEMENTS;
            case NATIVE -> NativeRows.MAX_BLOCK_ELEMENTS;
        };
    }

    private LocalEmbeddingTable(TableSettings settings, RowStorage storage) {
        this(settings, storage, storage::close);
    }

    private LocalEmbeddingTable(TableSettings settings, RowStorage storage, Runnable whenClosed) {
        super(
                settings.name(),
                settings.compression().mapping(),
                settings.dim(),
                storage,
                new ScratchPool(settings.dim(), storage.recordSize()));
        this.settings = settings;
        this.optimizer = SparseOptimizer.of(settings.optimizer());
        this.l2 = (float) settings.optimizer().l2();
        this.decay =
                settings.decaysAsAWhole() ? new WholeTableDecay(settings.name(), l2, optimizer, settings.dim()) : null;
        this.storage = storage;
        this.whenClosed = whenClosed;
        this.touched = new BitSet(settings.rows());
        this.rowsAhead = storage.rowsAhead();
    }

    private static RowStorage storage(TableSettings settings, int maxChunkElements, InitialValues initial) {
        int recordSize = settings.dim() + settings.stateSize();
        ChunkLayout layout = ChunkLayout.of(settings.rows(), recordSize, maxChunkElements);
        return switch (settings.memory()) {
            case HEAP -> new HeapRows(settings.name(), layout, initial);
            case NATIVE -> new NativeRows(settings.name(), layout, initial);
        };
    }

    /**
     * Another view of the same rows, for another thread, that keeps its own account of touched rows: workers that share a
     * table train it without locks (Niu, Recht, Ré, Wright: Hogwild!, NIPS 2011).
     *
     * <p>Views see each other's updates, though perhaps not at once. When two update the same row at the same time, some
     * numbers of one of the updates may be lost; a sparse model, whose steps seldom meet in a row, trains well all the
     * same, but no longer repeats itself to the bit. The rows are gone when this table is closed; closing a view does
     * nothing.
     */
    public LocalEmbeddingTable share() {
        return new LocalEmbeddingTable(settings, storage, () -> {});
    }

    @Override
    public void prepare(TableStep step) {
        for (int number = 0; number < step.distinctRows(); number++) {
            storage.touch(step.row(number));
        }
    }

    /*
     * Members take turns at the rows: frequent rows, whose gradients take longest to sum, appear early in a step, and the
     * first of adjoining shares would have them all. Records are fetched some rows ahead, because a row of a large table
     * is in no cache.
     */
    @Override
    public void update(TableStep step, FloatRows[] gradients, int member, int members) {
        step.checkSources(gradients);
        Scratch scratch = scratches.take();
        int block = rowsAhead * members;
        for (int first = member; first < step.distinctRows(); first += block) {
            int end = (int) Math.min(step.distinctRows(), (long) first + block);
            float sum = 0f;
            for (int number = first; number < end && rowsAhead > 1; number += members) {
                sum += storage.fetch(step.row(number));
            }
            scratch.keep(sum);
            for (int number = first; number < end; number += members) {
                update(step, number, gradients, scratch);
            }
        }
        scratches.giveBack(scratch);
        if (member == 0) {
            markTouched(step);
        }
    }

    private void update(TableStep step, int number, FloatRows[] gradients, Scratch scratch) {
        int row = step.row(number);
        RowGradient gradient = scratch.gradient();
        gradient.compute(step, number, gradients);
        float[] array = storage.record(row, scratch.record());
        if (l2 > 0) {
            gradient.addDecay(l2, array, storage.offset(row));
        }
        float factor = (float) rates.factor();
        optimizer.update(array, storage.offset(row), gradient.array(), gradient.from(), dim(), factor);
        if (decay != null) {
            decay.count(array, storage.offset(row), rates);
        }
        storage.store(row, array);
    }

    @Override
    public boolean decays() {
        return decay != null;
    }

    @Override
    public void catchUp(TableStep step, int member, int members) {
        if (decay == null) {
            return;
        }
        Scratch scratch = scratches.take();
        for (int number = member; number < step.distinctRows(); number += members) {
            catchUp(decay, step.row(number), scratch);
        }
        scratches.giveBack(scratch);
    }

    private void catchUp(WholeTableDecay rule, int row, Scratch scratch) {
        float[] array = storage.record(row, scratch.record());
        rule.catchUp(array, storage.offset(row), scratch.vector(), rates);
        storage.store(row, array);
    }

    @Override
    public void catchUp() {
        if (decay != null) {
            Scratch scratch = scratches.take();
            for (int row = 0; row < rows(); row++) {
                catchUp(decay, row, scratch);
            }
            scratches.giveBack(scratch);
        }
    }

    private void markTouched(TableStep step) {
        for (int number = 0; number < step.distinctRows(); number++) {
            touched.set(step.row(number));
        }
    }

    @Override
    public TableState state() {
        return this;
    }

    @Override
    public int stateSize() {
        return settings.stateSize();
    }

    @Override
    public long uncompressedBytes() {
        return settings.uncompressedBytes();
    }

    @Override
    public void follow(LearningRates newRates) {
        rates = newRates;
    }

    @Override
    public void readRecord(int row, float[] record, int from) {
        checkRow(row);
        if (decay != null) {
            Scratch scratch = scratches.take();
            catchUp(decay, row, scratch);
            scratches.giveBack(scratch);
        }
        storage.read(row, record, from);
    }

    @Override
    public void writeRecord(int row, float[] record, int from) {
        checkRow(row);
        storage.write(row, record, from);
    }

    @Override
    public int[] touchedRows() {
        return touched.stream().toArray();
    }

    @Override
    public void clearTouched() {
        touched.clear();
    }

    /** Gives the rows up. Any later use throws {@link IllegalStateException}; closing again does nothing. */
    @Override
    public void close() {
        whenClosed.run();
    }

    private void checkRow(int row) {
        Check.that(row >= 0 && row < rows(), "table %s: row %d is outside [0, %d)", name(), row, rows());
    }
}
