package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.config.LeakageCheck;
import org.campanile.core.config.SplitConfiguration.SplitMethod;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.shard.Split;

/**
 * Whether validation or test can be answered from what training has seen, on the rows as the model will see them.
 *
 * @param method of the split: what is later than what means nothing where rows are divided at random
 * @param trainingRows number of training rows
 */
record LeakageChecks(SplitMethod method, long trainingRows) {
    /** Runs every check that the data allow; a check that makes no sense for them has no finding. */
    LeakageReport of(EncodedData data) {
        Map<LeakageCheck, LeakageReport.Finding> findings = new EnumMap<>(LeakageCheck.class);
        Schema schema = data.schema();
        if (schema.hasKey(FeatureSide.USER) && schema.hasKey(FeatureSide.ITEM)) {
            Row found = pairs(data.rows());
            findings.put(LeakageCheck.PAIR_IN_SEVERAL_PARTS, LeakageReport.Finding.of(found.getLong(0)));
            if (method != SplitMethod.RATIO) {
                findings.put(LeakageCheck.HISTORY_AFTER_TARGET, LeakageReport.Finding.of(found.getLong(1)));
            }
            histories(data).ifPresent(cases -> findings.put(LeakageCheck.TARGET_IN_HISTORY, cases));
        }
        SingleFeatureAuc.of(data, trainingRows)
                .ifPresent(cases -> findings.put(LeakageCheck.SUSPICIOUS_FEATURE, cases));
        findings.put(LeakageCheck.VOCABULARY_BEYOND_TRAINING, vocabularies(data));
        return new LeakageReport(findings, invalidating());
    }

    /** Sources may divide at random, as many published splits do: then order in time is told, but not asked for. */
    private Set<LeakageCheck> invalidating() {
        Set<LeakageCheck> checks = new TreeSet<>(List.of(LeakageCheck.values()));
        if (method == SplitMethod.PROVIDED) {
            checks.remove(LeakageCheck.HISTORY_AFTER_TARGET);
        }
        return checks;
    }

    /** Pairs in several parts, training and history being one; users with a late row of training or history. */
    private static Row pairs(Dataset<Row> rows) {
        Column isKnown = col(Splits.SPLIT).isin(Split.TRAIN.folder(), Split.HISTORY.folder());
        Column part = when(isKnown, lit("known")).otherwise(col(Splits.SPLIT));
        Column time = col(RawInteractions.TIME);
        return rows.groupBy(RawInteractions.USER, RawInteractions.ITEM)
                .agg(
                        min(part).as("first"),
                        max(part).as("last"),
                        max(when(isKnown, time)).as("known"),
                        min(when(isKnown, null).otherwise(time)).as("held"))
                .groupBy(RawInteractions.USER)
                .agg(
                        sum(oneIf(col("first").notEqual(col("last")))).as("repeated"),
                        oneIf(max("known").gt(min("held"))).as("late"))
                .agg(coalesce(sum("repeated"), lit(0L)), coalesce(sum("late"), lit(0L)))
                .first();
    }

    /** Samples whose history holds the item to predict; nothing when samples have no history of items. */
    private static Optional<LeakageReport.Finding> histories(EncodedData data) {
        String items = data.schema().key(FeatureSide.ITEM).vocabulary();
        List<Column> holds = data.schema().rowFeatures().stream()
                .filter(feature -> feature instanceof SequenceFeature history
                        && history.vocabulary().equals(items))
                .map(feature -> array_contains(Columns.named(feature.name()), col(RawInteractions.ITEM)))
                .toList();
        if (holds.isEmpty()) {
            return Optional.empty();
        }
        Column any = holds.stream().reduce(lit(false), Column::or);
        long cases =
                data.rows().filter(any.and(col(RawInteractions.ITEM).gt(0))).count();
        return Optional.of(LeakageReport.Finding.of(cases));
    }

    /**
     * Vocabularies of features must hold values of training rows alone. Those of users and items are the catalogue and
     * hold all, but with the counts of training rows.
     */
    private LeakageReport.Finding vocabularies(EncodedData data) {
        List<String> catalogue = catalogue(data.schema());
        Column unseen = oneIf(
                col(VocabularyIndex.INDEX).gt(0).and(col(VocabularyIndex.COUNT).equalTo(0)));
        List<String> beyond = new ArrayList<>();
        for (Row vocabulary : data.index()
                .entries()
                .groupBy(VocabularyIndex.VOCABULARY)
                .agg(sum(unseen), sum(VocabularyIndex.COUNT))
                .collectAsList()) {
            boolean isCatalogue = catalogue.contains(vocabulary.getString(0));
            if (isCatalogue ? vocabulary.getLong(2) > trainingRows : vocabulary.getLong(1) > 0) {
                beyond.add(vocabulary.getString(0));
            }
        }
        return LeakageReport.Finding.named(beyond);
    }

    private static List<String> catalogue(Schema schema) {
        List<String> names = new ArrayList<>();
        for (FeatureSide side : List.of(FeatureSide.USER, FeatureSide.ITEM)) {
            if (schema.hasKey(side)) {
                names.add(schema.key(side).vocabulary());
            }
        }
        return names;
    }

    private static Column oneIf(Column condition) {
        return when(condition, lit(1L)).otherwise(lit(0L));
    }
}
