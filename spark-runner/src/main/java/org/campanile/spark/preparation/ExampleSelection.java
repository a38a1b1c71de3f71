package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.config.DataConfiguration;
import org.campanile.core.config.SelectConfiguration;
import org.campanile.core.config.SelectConfiguration.Conflicts;
import org.campanile.core.config.SplitConfiguration.SplitMethod;
import org.campanile.core.config.SplitConfiguration.SplitScope;
import org.campanile.core.schema.Feature;

/**
 * Which examples make the data set. All are kept, repeated ones too, since the same impression may happen twice; of
 * those with the same features and different labels, what {@code data.select.conflicts} says.
 *
 * <p>Features are compared by a 64-bit hash: among a hundred million different rows two are taken for the same with a
 * chance of 3 in 10,000.
 */
final class ExampleSelection {
    private static final String HASH = "_features";
    private static final String OF_HASH = "_same_features";
    private static final String LABELS = "_labels";
    private static final String WINNER = "_winner";
    private static final String ROWS = "_rows";

    private final PreparationContext context;
    private final RowHash hash;

    ExampleSelection(PreparationContext context, List<Feature> features) {
        this.context = context;
        this.hash =
                new RowHash(context.seed(), features.stream().map(Feature::name).toList());
    }

    /** Throws if the configuration asks for what examples, without users and times, do not allow. */
    void requireSupported(Dataset<Row> rows) {
        DataConfiguration data = context.data();
        SplitMethod method = data.split().method();
        boolean divides = method == SplitMethod.RATIO && data.split().scope() == SplitScope.GLOBAL;
        boolean provided =
                method == SplitMethod.PROVIDED && List.of(rows.columns()).contains(RawInteractions.PART);
        if (!divides && !provided) {
            throw new CampanileException("data.split.method "
                    + method.name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + " needs users, times or a given split, which these examples do not have: set it to ratio, of"
                    + " scope global.");
        }
        SelectConfiguration select = data.select();
        if (select.hasTimeWindow()
                || select.activeInteractions() > 0
                || KCore.isAsked(select)
                || data.positives().hasThreshold()
                || select.conflicts() == Conflicts.LAST) {
            throw new CampanileException("These examples have labels, but no users, items and times: of data.select and"
                    + " data.positives they know conflicts alone, as keep, majority or drop.");
        }
    }

    SelectedExamples of(Dataset<Row> raw, InputCounts read) {
        Dataset<Row> usable = raw.filter(col(RawData.REASON).isNull()).drop(RawData.REASON, RawData.RAW);
        Dataset<Row> groups = context.cache().keep(groups(usable), read.used());
        Row sums = groups.agg(coalesce(sum(ROWS), lit(0L)), coalesce(sum(losers()), lit(0L)))
                .first();
        long conflicts = sums.getLong(0);
        long lost = sums.getLong(1);
        InputCounts counts = read.withDeselected(InteractionSelection.CONFLICTING_LABEL, lost);
        if (counts.used() == 0) {
            throw new CampanileException("There are no examples left: all " + lost
                    + " have the features of another one with a different label, and data.select.conflicts leaves them"
                    + " out.");
        }
        Dataset<Row> rows = lost == 0 ? usable : context.cache().keep(without(usable, groups), counts.used());
        return new SelectedExamples(rows, counts, conflicts);
    }

    /** Features with several labels: their rows, and the most frequent label, of equally frequent ones the greatest. */
    private Dataset<Row> groups(Dataset<Row> usable) {
        return usable.groupBy(hash.of("conflicts").as(OF_HASH), col(RawExamples.LABEL))
                .count()
                .groupBy(OF_HASH)
                .agg(
                        sum("count").as(ROWS),
                        count(lit(1)).as(LABELS),
                        max(struct(col("count"), col(RawExamples.LABEL))).as(WINNER))
                .filter(col(LABELS).gt(1));
    }

    private Column losers() {
        return switch (context.data().select().conflicts()) {
            case KEEP, LAST -> lit(0L);
            case MAJORITY -> col(ROWS).minus(col(WINNER).getField("count"));
            case DROP -> col(ROWS);
        };
    }

    private Dataset<Row> without(Dataset<Row> usable, Dataset<Row> groups) {
        Column wins = context.data().select().conflicts() == Conflicts.DROP
                ? lit(false)
                : col("_winning_label").equalTo(col(RawExamples.LABEL));
        Dataset<Row> winners = groups.select(
                col(OF_HASH), col(WINNER).getField(RawExamples.LABEL).as("_winning_label"));
        return usable.withColumn(HASH, hash.of("conflicts"))
                .join(winners, col(HASH).equalTo(col(OF_HASH)), "left")
                .filter(when(col(OF_HASH).isNull(), true).otherwise(wins))
                .drop(HASH, OF_HASH, "_winning_label");
    }
}
