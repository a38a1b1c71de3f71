package org.campanile.core.nn;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.RowExchange;
import org.campanile.core.embedding.TableStep;
import org.campanile.core.math.FloatRows;
import org.jspecify.annotations.Nullable;

/**
 * What one step does with a model's {@link EmbeddingTables}: a {@link TableStep} for each, and the matrices in which the
 * gradients stand, one per source. Several input layers that share tables have a source each.
 *
 * <p>Owned by one thread at a time: the one that prepares the step, then the one that trains with it.
 */
public final class TablesStep {
    private final TableStep[] byTable;
    private final RowExchange.Step[] exchanged;
    private @Nullable FloatRows[] gradients = new FloatRows[1];

    TablesStep(List<EmbeddingTable> tables, List<RowExchange> exchanges) {
        this.byTable = tables.stream().map(EmbeddingTable::newStep).toArray(TableStep[]::new);
        this.exchanged =
                exchanges.stream().map(exchange -> exchange.newStep(byTable)).toArray(RowExchange.Step[]::new);
    }

    /** Forgets everything. */
    public void clear() {
        for (TableStep step : byTable) {
            step.clear();
        }
        for (RowExchange.Step rows : exchanged) {
            rows.clear();
        }
        Arrays.fill(gradients, null);
    }

    /**
     * Says where the gradients of a source stand.
     *
     * @param source as passed to {@link InputLayer#index}
     */
    public void gradient(int source, FloatRows matrix) {
        if (source >= gradients.length) {
            gradients = Arrays.copyOf(gradients, source + 1);
        }
        gradients[source] = matrix;
    }

    /** The step of the table with this number. */
    TableStep of(int table) {
        return byTable[table];
    }

    /** Its rows that have one owner each. */
    RowExchange.Step[] exchanged() {
        return exchanged;
    }

    @Nullable
    FloatRows[] gradients() {
        return gradients;
    }
}
