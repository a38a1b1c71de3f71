package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.Split;
import org.campanile.core.transform.DatasetTransform;
import org.campanile.core.transform.FeatureTransform;

/**
 * Interactions to samples of users and items.
 *
 * <p>The vocabularies of users and items hold everyone and everything in the interactions, also those that occur in
 * validation or test only: they are the catalogue, and a full ranking ranks all of it. Their counts, and the
 * vocabularies of all other features, come from training rows alone.
 */
final class InteractionEncoder {
    private static final List<String> PAIR = List.of(RawInteractions.USER, RawInteractions.ITEM);

    private final PreparationContext context;

    InteractionEncoder(PreparationContext context) {
        this.context = context;
    }

    EncodedData encode(RawInteractions raw) {
        List<InputCounts> counts = new ArrayList<>();
        Phases phases = context.phases();
        TargetColumns targets = new TargetColumns(context.data().targets(), raw.targetColumns());
        SelectedInteractions selected = new InteractionSelection(context).of(targets.checked(raw.rows()));
        counts.add(selected.counts());
        long size = selected.counts().used();
        Dataset<Row> samples = phases.run(
                "splitting",
                () -> context.cache()
                        .keepAlone(Splits.interactions(selected.rows(), context.data(), context.seed()), size));

        Map<FeatureSide, EntityEncoder> entities = new EnumMap<>(FeatureSide.class);
        for (RawEntities side : raw.entities()) {
            List<PlannedFeature> plan = context.planner().plan(side.features(), Scaling.STANDARDIZE);
            if (plan.isEmpty()) {
                continue;
            }
            EntityEncoder encoder = phases.run(
                    "reading " + side.input(),
                    () -> EntityEncoder.read(context, side, plan, keyCounts(samples, key(side.side()))));
            counts.add(encoder.counts());
            entities.put(side.side(), encoder);
        }
        SideFeatures features = SideFeatures.of(entities, raw, context);

        VocabularyIndex index = phases.run("building vocabularies", () -> vocabularies(samples, features, size));
        Dataset<Row> rows = phases.run("encoding", () -> context.cache().keep(encode(samples, raw, index), size));
        Map<FeatureSide, Dataset<Row>> encoded = new EnumMap<>(FeatureSide.class);
        entities.forEach((side, encoder) ->
                encoded.put(side, context.cache().keep(encoder.encode(index, key(side)), index.size(key(side)))));
        return new EncodedData(
                Transforms.schema(
                        features.transforms(),
                        index,
                        features.vocabularies(),
                        RawInteractions.USER,
                        RawInteractions.ITEM,
                        targets.targets()),
                new DatasetTransform(features.transforms()),
                index,
                rows,
                encoded,
                counts,
                selected.conflicts(),
                HashCollisions.report(phases, features.vocabularies(), features::hashedCounts),
                Map.of());
    }

    /** {@link RawEntities#KEY} and {@link EntityEncoder#TRAINING_ROWS}. */
    private static Dataset<Row> keyCounts(Dataset<Row> samples, String key) {
        Column isTraining =
                when(col(Splits.SPLIT).equalTo(Split.TRAIN.folder()), lit(1L)).otherwise(lit(0L));
        return samples.groupBy(col(key).as(RawEntities.KEY)).agg(sum(isTraining).as(EntityEncoder.TRAINING_ROWS));
    }

    private VocabularyIndex vocabularies(Dataset<Row> samples, SideFeatures features, long size) {
        Dataset<Row> keys =
                valueCounts(samples, RawInteractions.USER).union(valueCounts(samples, RawInteractions.ITEM));
        Dataset<Row> counts = features.valueCounts().stream().reduce(keys, Dataset::union);
        return VocabularyIndex.assign(context, features.vocabularies().leastCounts(), counts, size);
    }

    private static Dataset<Row> valueCounts(Dataset<Row> samples, String key) {
        return keyCounts(samples, key)
                .select(
                        lit(key).as(VocabularyIndex.VOCABULARY),
                        col(RawEntities.KEY).as(VocabularyIndex.VALUE),
                        col(EntityEncoder.TRAINING_ROWS).as(VocabularyIndex.COUNT));
    }

    private Dataset<Row> encode(Dataset<Row> samples, RawInteractions raw, VocabularyIndex index) {
        Dataset<Row> listed = raw.hasNegatives() ? ListedNegatives.withoutOwnItem(samples) : samples;
        Dataset<Row> rows = listed.withColumn(EncodedData.ORDER, new RowHash(context.seed(), PAIR).of("order"))
                .withColumn(Histories.RAW_ITEM, col(RawInteractions.ITEM));
        List<FeatureTransform> features = new ArrayList<>(List.of(
                SideFeatures.key(RawInteractions.USER, FeatureSide.USER),
                SideFeatures.key(RawInteractions.ITEM, FeatureSide.ITEM)));
        ListedNegatives.transform(raw).ifPresent(features::add);
        return context.histories()
                .add(new FeatureEncoder(index).encode(rows, features))
                .drop(Histories.RAW_ITEM);
    }

    static String key(FeatureSide side) {
        return side == FeatureSide.USER ? RawInteractions.USER : RawInteractions.ITEM;
    }
}
