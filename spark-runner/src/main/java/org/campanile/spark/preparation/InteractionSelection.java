package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.config.DataConfiguration;
import org.campanile.core.config.SelectConfiguration;
import org.campanile.core.config.SelectConfiguration.Conflicts;
import org.campanile.core.config.SelectConfiguration.Duplicates;
import org.campanile.core.config.SplitConfiguration.SplitMethod;

/**
 * Which interactions make the data set, in this order: those in the time window, positive or allowed to be negative,
 * without conflicting labels, not repeated, of active users, in the k-core. Every row that goes is counted.
 */
final class InteractionSelection {
    static final String CONFLICTING_LABEL = "conflicting-label";

    private final PreparationContext context;
    private final DataConfiguration data;

    InteractionSelection(PreparationContext context) {
        this.context = context;
        this.data = context.data();
    }

    SelectedInteractions of(Dataset<Row> raw) {
        /* The only pass over the raw data. */
        Dataset<Row> labelled = context.cache().keep(new RowSelection(data).of(raw));
        InputCounts read = context.phases()
                .run("reading interactions", () -> context.audit().audit("interactions", labelled));
        context.settings().adaptTo(read.read());
        return context.phases().run("selecting interactions", () -> select(labelled, read));
    }

    private SelectedInteractions select(Dataset<Row> labelled, InputCounts read) {
        Dataset<Row> usable = labelled.filter(col(RawData.REASON)
                        .isNull()
                        .and(col(RowSelection.DESELECTED).isNull()))
                .drop(RawData.REASON, RawData.RAW, RowSelection.DESELECTED);
        Dataset<Row> marked = context.cache().keep(marked(usable), read.used());
        Row sums = sums(marked);
        long conflicting = sums.getLong(0);
        InputCounts counts = read.withDeselected(CONFLICTING_LABEL, conflicting)
                .withDuplicates(read.used() - conflicting - sums.getLong(1));
        Dataset<Row> rows = marked.filter(col(PairSelection.KEPT))
                .drop(PairSelection.ROWS, PairSelection.CONFLICTING, PairSelection.CONFLICT, PairSelection.KEPT);
        SelectedInteractions kept = new SelectedInteractions(rows, counts, sums.getLong(2));
        SelectedInteractions selected = core(active(kept));
        if (selected.counts().used() == 0) {
            throw none(selected.counts());
        }
        return selected;
    }

    private Dataset<Row> marked(Dataset<Row> usable) {
        SelectConfiguration select = data.select();
        if (select.duplicates() != Duplicates.ALL) {
            /* Where all labels are 1, nothing conflicts, and there is less to compute. */
            Conflicts conflicts = data.positives().givesNegatives() ? select.conflicts() : Conflicts.KEEP;
            return new PairSelection(keys(usable), select.duplicates(), conflicts).of(usable);
        }
        return data.positives().givesNegatives()
                ? new RepeatedPairs(keys(usable), select.conflicts()).of(usable)
                : RepeatedPairs.withoutConflicts(usable);
    }

    /** A split that the source gives shows its leaks only if pairs are told apart by their part. */
    private List<String> keys(Dataset<Row> usable) {
        List<String> keys = new ArrayList<>(List.of(RawInteractions.USER, RawInteractions.ITEM));
        boolean hasParts = List.of(usable.columns()).contains(RawInteractions.PART);
        if (data.split().method() == SplitMethod.PROVIDED && hasParts) {
            keys.add(RawInteractions.PART);
        }
        return keys;
    }

    /** Rows that go for their label, rows that are kept, rows with a conflict. */
    private static Row sums(Dataset<Row> marked) {
        Column kept = when(col(PairSelection.KEPT), 1L).otherwise(0L);
        Column inConflict =
                when(col(PairSelection.CONFLICT), col(PairSelection.ROWS)).otherwise(0L);
        return marked.agg(
                        coalesce(sum(PairSelection.CONFLICTING), lit(0L)),
                        coalesce(sum(kept), lit(0L)),
                        coalesce(sum(inConflict), lit(0L)))
                .first();
    }

    private SelectedInteractions active(SelectedInteractions before) {
        if (data.select().activeInteractions() == 0) {
            return before;
        }
        Dataset<Row> rows = context.cache()
                .keep(
                        new UserActivity(data.select(), data.timeUnit()).of(before.rows()),
                        before.counts().used());
        return with(before, rows, UserActivity.INACTIVE_USER);
    }

    private SelectedInteractions core(SelectedInteractions before) {
        if (!KCore.isAsked(data.select())) {
            return before;
        }
        Dataset<Row> rows =
                new KCore(data.select()).of(before.rows(), before.counts().used(), context.cache());
        return with(before, rows, KCore.OUTSIDE_CORE);
    }

    private static SelectedInteractions with(SelectedInteractions before, Dataset<Row> rows, String reason) {
        InputCounts counts =
                before.counts().withDeselected(reason, before.counts().used() - rows.count());
        return new SelectedInteractions(rows, counts, before.conflicts());
    }

    private static CampanileException none(InputCounts counts) {
        return counts.deselected().isEmpty()
                ? new CampanileException(
                        "There are no interactions to use: data.path has none, or none that can be read.")
                : new CampanileException("There are no interactions left: " + counts.deselected()
                        + " were left out by data.select and data.positives; loosen them.");
    }
}
