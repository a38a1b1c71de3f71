package org.campanile.core.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.collective.Collective;
import org.campanile.core.math.HeapMatrix;

/**
 * Brings the rows of sharded tables to the workers whose steps need them, and the gradients to the rows' owners, for all
 * tables of a step at once: by four all-to-alls, of counts, row numbers, vectors and gradients, whatever the number of
 * tables.
 *
 * <pre>
 * RowExchange.Step rows = exchange.newStep(steps)     once; several, to prepare one step while another trains
 *
 * rows.clear()                                        with the steps of the tables
 * rows.prepare()                                      ahead, when all look-ups have been added to the steps
 * rows.fetch()                                        by the training thread, when the step's turn has come
 * table.lookUp(...), table.update(...)                of each table
 * rows.deliver()                                      by the training thread
 * </pre>
 *
 * <p>Which rows a step needs does not depend on what training changes, so that counts and row numbers may travel while the
 * steps before are trained. Vectors are read when the step's turn has come: the steps before may change them.
 *
 * <p>Every worker calls the same in the same order, also for a step without rows.
 */
public final class RowExchange {
    private final ShardLinks links;
    private final List<ShardedEmbeddingTable> tables;
    private final int[] numbers;
    private final int[] dims;
    private final RowShard shard;

    /* Flat arrays of what is received and sent in the present step. */
    private final HeapMatrix vectors = new HeapMatrix(1);
    private final HeapMatrix gradients = new HeapMatrix(1);
    private final HeapMatrix answers = new HeapMatrix(1);

    private RowExchange(ShardLinks links, List<? extends EmbeddingTable> all) {
        this.links = links;
        this.tables = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int number = 0; number < all.size(); number++) {
            if (all.get(number) instanceof ShardedEmbeddingTable table
                    && table.links().equals(links)) {
                tables.add(table);
                places.add(number);
            }
        }
        this.numbers = places.stream().mapToInt(Integer::intValue).toArray();
        this.dims = tables.stream().mapToInt(EmbeddingTable::dim).toArray();
        this.shard = RowShard.of(links.collective().world());
    }

    /**
     * The exchanges that steps of these tables need: none where no table is sharded, one where all sharded ones are of one
     * {@link ShardedTables}.
     */
    public static List<RowExchange> among(List<? extends EmbeddingTable> tables) {
        Map<ShardLinks, RowExchange> exchanges = new LinkedHashMap<>();
        for (EmbeddingTable table : tables) {
            if (table instanceof ShardedEmbeddingTable sharded) {
                exchanges.computeIfAbsent(sharded.links(), links -> new RowExchange(links, tables));
            }
        }
        return List.copyOf(exchanges.values());
    }

    /**
     * Room for the rows of a step.
     *
     * @param byTable what the step does with each of the tables that {@link #among} was given, in their order
     */
    public Step newStep(TableStep... byTable) {
        return new Step(
                Arrays.stream(numbers).mapToObj(number -> byTable[number]).toArray(TableStep[]::new));
    }

    /**
     * The rows of one step. Owned by one thread at a time: the one that prepares the step, then the one that trains with it.
     */
    public final class Step {
        private final TableStep[] steps;
        private final RowRoutes routes = new RowRoutes(shard, dims);
        private final AskedRows asked = new AskedRows(
                shard, dims, tables.stream().map(ShardedEmbeddingTable::own).toList());
        private boolean isAsked;

        private Step(TableStep[] steps) {
            this.steps = steps;
        }

        /** Forgets what was prepared. */
        public void clear() {
            isAsked = false;
        }

        /**
         * Asks the owners for the step's rows, and hears what they ask of this one, where there are links to do so beside
         * training; otherwise {@link #fetch} will. May run in one thread while the training thread trains with other steps.
         *
         * @throws org.campanile.core.collective.CollectiveException when a worker has failed, does not come in time or this
         *     thread is interrupted; nothing can be prepared then any more
         */
        public void prepare() {
            if (links.ahead() == null) {
                return;
            }
            ask(links.ahead());
            for (int table = 0; table < dims.length; table++) {
                tables.get(table).own().prepare(asked.step(table));
            }
            isAsked = true;
        }

        private void ask(Collective collective) {
            routes.find(steps);
            asked.exchange(routes, collective);
        }

        /**
         * Brings the step's rows here. Before it look-ups of sharded tables fail with {@link IllegalStateException}.
         *
         * @throws org.campanile.core.collective.CollectiveException when a worker has failed or does not come in time
         */
        public void fetch() {
            if (!isAsked) {
                ask(links.collective());
            }
            answers.ensureRows(Math.max(1, asked.parts().numbers()));
            vectors.ensureRows(Math.max(1, routes.parts().numbers()));
            gradients.ensureRows(Math.max(1, routes.parts().numbers()));
            for (int table = 0; table < dims.length; table++) {
                tables.get(table).answer(asked, table, answers.elements());
                tables.get(table).begin(steps[table], routes.places(table), vectors.elements(), gradients.elements());
            }
            links.collective()
                    .allToAll(
                            answers.elements(),
                            asked.parts().numberOffsets(),
                            vectors.elements(),
                            routes.parts().numberOffsets());
        }

        /**
         * Ends the step after all updates: hands the gradients over to the owners, who change their rows.
         *
         * @throws org.campanile.core.collective.CollectiveException as {@link #fetch}
         */
        public void deliver() {
            links.collective()
                    .allToAll(
                            gradients.elements(),
                            routes.parts().numberOffsets(),
                            answers.elements(),
                            asked.parts().numberOffsets());
            for (int table = 0; table < dims.length; table++) {
                tables.get(table).apply(asked, table, answers.elements());
            }
        }
    }
}
