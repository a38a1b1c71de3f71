package org.campanile.core.embedding;

import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;

/**
 * A table whose rows are spread over all workers of a job: each has one owner, which keeps its weights and its optimizer's
 * state (Naumov et al.: Deep Learning Recommendation Model, 2019, model parallelism; row-wise sharding). No worker ever
 * holds more of it than its share and the rows of its steps.
 *
 * <p>A step exchanges its distinct rows with their owners, together with those of other tables: see {@link RowExchange}.
 * Every worker takes the same number of steps with the table, one without rows when its samples have run out. An owner sums
 * what the workers send for a row and updates it once, with the mean over the workers: a step with SGD is one of a single
 * worker with the joint batch.
 *
 * <p>Reading a whole table uses the collective, and so belongs to the training thread.
 */
final class ShardedEmbeddingTable extends RowTable {
    private final ShardLinks links;
    private final LocalEmbeddingTable own;
    private final ShardedState state;
    private final FetchedRows fetched;
    private final float share;

    /* Vectors that this worker answers with, and later gradients by them. */
    private final HeapMatrix exchanged;
    private final FloatRows[] exchangedGradients;

    /* The gradients of the present step and, by number of its row, where each begins. */
    private float[] gradients = {};
    private int[] places = {};

    /** @param courier brings rows of this table to worker 0 */
    ShardedEmbeddingTable(TableSettings settings, ShardLinks links, RowCourier courier) {
        this(settings, links, courier, new FetchedRows(settings.name(), settings.dim()));
    }

    private ShardedEmbeddingTable(TableSettings settings, ShardLinks links, RowCourier courier, FetchedRows fetched) {
        super(
                settings.name(),
                settings.compression().mapping(),
                settings.dim(),
                fetched,
                new ScratchPool(settings.dim(), settings.dim()));
        RowShard shard = RowShard.of(links.collective().world());
        this.links = links;
        this.own = LocalEmbeddingTable.ofShard(settings, shard);
        this.state = new ShardedState(settings, shard, own, courier);
        this.fetched = fetched;
        this.share = 1f / shard.size();
        this.exchanged = new HeapMatrix(settings.dim());
        this.exchangedGradients = new FloatRows[] {exchanged};
    }

    ShardLinks links() {
        return links;
    }

    /** The rows of this worker. */
    LocalEmbeddingTable own() {
        return own;
    }

    /** Rows come into existence at their owners, when they are asked for. */
    @Override
    public void prepare(TableStep step) {}

    /**
     * Brings the rows that the workers ask for up to date, and writes their vectors where their parts stand.
     *
     * @param number of this table among those asked
     */
    void answer(AskedRows asked, int number, float[] out) {
        ExchangeParts parts = asked.parts();
        exchanged.ensureRows(Math.max(1, parts.rowsOf(number)));
        own.catchUp(asked.step(number), 0, 1);
        for (int rank = 0; rank < parts.ranks(); rank++) {
            int count = parts.count(rank, number);
            own.lookUp(asked.rows(), parts.firstRow(rank, number), count, exchanged, 0, 0);
            System.arraycopy(exchanged.elements(), 0, out, parts.firstNumber(rank, number), count * dim());
        }
    }

    /**
     * Begins a step, whose rows are being fetched.
     *
     * @param rowPlaces    by number of a row, where its numbers begin in both arrays
     * @param rowVectors   what is fetched
     * @param rowGradients to be filled by {@link #update}
     */
    void begin(TableStep step, int[] rowPlaces, float[] rowVectors, float[] rowGradients) {
        fetched.begin(step, rowPlaces, rowVectors);
        places = rowPlaces;
        gradients = rowGradients;
    }

    /** Sums the gradients of one member's share of the step's rows, for their owners. */
    @Override
    public void update(TableStep step, FloatRows[] sources, int member, int members) {
        step.checkSources(sources);
        Scratch scratch = scratches.take();
        RowGradient gradient = scratch.gradient();
        for (int number = member; number < step.distinctRows(); number += members) {
            gradient.compute(step, number, sources);
            int at = places[number];
            for (int i = 0; i < dim(); i++) {
                gradients[at + i] = share * gradient.array()[gradient.from() + i];
            }
        }
        scratches.giveBack(scratch);
    }

    /** Updates the rows that the workers asked for, by the gradients that they sent. */
    void apply(AskedRows asked, int number, float[] received) {
        ExchangeParts parts = asked.parts();
        int row = 0;
        for (int rank = 0; rank < parts.ranks(); rank++) {
            int count = parts.count(rank, number);
            System.arraycopy(
                    received, parts.firstNumber(rank, number), exchanged.elements(), row * dim(), count * dim());
            row += count;
        }
        own.update(asked.step(number), exchangedGradients, 0, 1);
    }

    /** Owners bring rows up to date before they send them. */
    @Override
    public boolean decays() {
        return false;
    }

    @Override
    public void catchUp(TableStep step, int member, int members) {}

    @Override
    public TableState state() {
        return state;
    }

    @Override
    public void close() {
        fetched.close();
        own.close();
    }
}
