package org.campanile.core.embedding;

import java.util.Arrays;
import org.campanile.core.collective.Collective;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;

/**
 * A table whose rows are spread over all workers of a job: each has one owner, which keeps its weights and its optimizer's
 * state (Naumov et al.: Deep Learning Recommendation Model, 2019, model parallelism; row-wise sharding). No worker ever
 * holds more of it than its share and the rows of its steps.
 *
 * <p>A step exchanges its distinct rows with their owners, by all-to-all, three times: which they are, their weights, and
 * their gradients. Every worker takes the same number of steps with the table, one without rows when its samples have run
 * out. An owner sums what the workers send for a row and updates it once, with the mean over the workers: a step with SGD
 * is one of a single worker with the joint batch.
 *
 * <pre>
 * fetch(step)                        by the training thread of every worker
 * lookUp(...)                        of rows that are in the step
 * update(step, gradients, ...)       gathers the gradients
 * deliver(step)                      by the training thread of every worker
 * </pre>
 *
 * <p>{@link #fetch}, {@link #deliver} and reading a whole table use the collective, and so belong to the training thread.
 */
final class ShardedEmbeddingTable extends RowTable {
    private static final int ONLY_SOURCE = 0;

    private final Collective collective;
    private final LocalEmbeddingTable own;
    private final ShardedState state;
    private final RowRoutes routes;
    private final FetchedRows fetched;
    private final float share;

    /* The rows that the workers ask of this one, in the order of ranks; answered first, later the gradients by them. */
    private final TableStep asked;
    private final int[] askedCounts;
    private final int[] askedOffsets;
    private final HeapMatrix answers;
    private final FloatRows[] answered;
    private int[] askedRows = {};

    private final HeapMatrix gradients;
    private final int[] oneEach;
    private final int[] sentOffsets;
    private final int[] receivedOffsets;

    /** @param courier brings rows of this table to worker 0 */
    ShardedEmbeddingTable(TableSettings settings, Collective collective, RowCourier courier) {
        this(settings, collective, courier, new FetchedRows(settings.name(), settings.dim()));
    }

    private ShardedEmbeddingTable(
            TableSettings settings, Collective collective, RowCourier courier, FetchedRows fetched) {
        super(
                settings.name(),
                settings.compression().mapping(),
                settings.dim(),
                fetched,
                new ScratchPool(settings.dim(), settings.dim()));
        RowShard shard = RowShard.of(collective.world());
        int dim = settings.dim();
        this.collective = collective;
        this.own = LocalEmbeddingTable.ofShard(settings, shard);
        this.state = new ShardedState(settings, shard, own, courier);
        this.routes = new RowRoutes(shard);
        this.fetched = fetched;
        this.share = 1f / shard.size();
        this.asked = own.newStep();
        this.askedCounts = new int[shard.size()];
        this.askedOffsets = new int[shard.size() + 1];
        this.answers = new HeapMatrix(dim);
        this.answered = new FloatRows[] {answers};
        this.gradients = new HeapMatrix(dim);
        this.oneEach = new int[shard.size() + 1];
        Arrays.setAll(oneEach, k -> k);
        this.sentOffsets = new int[shard.size() + 1];
        this.receivedOffsets = new int[shard.size() + 1];
    }

    /** Rows come into existence at their owners, when they are asked for. */
    @Override
    public void prepare(TableStep step) {}

    @Override
    public void fetch(TableStep step) {
        routes.find(step);
        ask();
        own.catchUp(asked, 0, 1);
        own.lookUp(askedRows, 0, askedOffsets[askedCounts.length], answers, 0, 0);
        HeapMatrix vectors = fetched.room(step, routes);
        gradients.ensureRows(vectors.rows());
        collective.allToAll(
                answers.elements(),
                numbers(askedOffsets, sentOffsets),
                vectors.elements(),
                numbers(routes.offsets(), receivedOffsets));
    }

    /** Tells every owner which of its rows this worker needs, and hears what the others need of this one. */
    private void ask() {
        collective.allToAll(routes.counts(), oneEach, askedCounts, oneEach);
        RowRoutes.sum(askedCounts, askedOffsets);
        int rows = askedOffsets[askedCounts.length];
        if (rows > askedRows.length) {
            askedRows = new int[Math.max(rows, 2 * askedRows.length)];
        }
        collective.allToAll(routes.ofOwner(), routes.offsets(), askedRows, askedOffsets);
        answers.ensureRows(Math.max(1, rows));
        asked.clear();
        asked.add(askedRows, 0, rows, ONLY_SOURCE, 0, 0);
    }

    /** From rows to their numbers. */
    private int[] numbers(int[] rowOffsets, int[] out) {
        for (int k = 0; k < out.length; k++) {
            out[k] = Math.multiplyExact(rowOffsets[k], dim());
        }
        return out;
    }

    /** Sums the gradients of one member's share of the step's rows, for {@link #deliver}. */
    @Override
    public void update(TableStep step, FloatRows[] sources, int member, int members) {
        step.checkSources(sources);
        Scratch scratch = scratches.take();
        RowGradient gradient = scratch.gradient();
        float[] sums = gradients.elements();
        for (int number = member; number < step.distinctRows(); number += members) {
            gradient.compute(step, number, sources);
            int at = routes.places()[number] * dim();
            for (int i = 0; i < dim(); i++) {
                sums[at + i] = share * gradient.array()[gradient.from() + i];
            }
        }
        scratches.giveBack(scratch);
    }

    @Override
    public void deliver(TableStep step) {
        collective.allToAll(
                gradients.elements(),
                numbers(routes.offsets(), receivedOffsets),
                answers.elements(),
                numbers(askedOffsets, sentOffsets));
        own.update(asked, answered, 0, 1);
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
