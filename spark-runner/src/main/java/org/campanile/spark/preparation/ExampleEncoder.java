package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.config.SplitConfiguration.SplitMethod;
import org.campanile.core.shard.Split;
import org.campanile.core.transform.DatasetTransform;
import org.campanile.core.transform.FeatureTransform;

/** Examples with labels to samples without keys: all features stand in the sample's row. */
final class ExampleEncoder {
    private final PreparationContext context;

    ExampleEncoder(PreparationContext context) {
        this.context = context;
    }

    EncodedData encode(RawExamples raw) {
        if (context.data().split().method() != SplitMethod.RATIO) {
            throw new CampanileException(
                    "data.split.method leave-one-out needs users, which these examples do not have: set it to ratio.");
        }
        List<PlannedFeature> plan = plan(raw);
        VocabularyPlan vocabularies = VocabularyPlan.of(plan, Set.of());
        Phases phases = context.phases();
        InputCounts counts =
                phases.run("reading examples", () -> context.audit().audit("examples", raw.rows()));
        if (counts.used() == 0) {
            throw new CampanileException("There are no examples to use: data.path has none, or none that can be read.");
        }
        Dataset<Row> samples = context.cache().keep(split(raw, plan), counts.used());
        Dataset<Row> training = Splits.of(samples, Split.TRAIN);
        List<FeatureTransform> transforms = phases.run("fitting transforms", () -> TransformFitter.fit(plan, training));
        ValueCounts values = new ValueCounts(training, lit(1L));
        VocabularyIndex index = phases.run(
                "building vocabularies",
                () -> vocabularies(vocabularies, values.of(plan, PlannedFeature::isLookedUp), counts.used()));
        Map<String, Double> collisions =
                HashCollisions.report(phases, vocabularies, () -> values.of(plan, feature -> !feature.isLookedUp()));
        Dataset<Row> rows = context.cache().keep(new FeatureEncoder(index).encode(samples, transforms), counts.used());
        return new EncodedData(
                Transforms.schema(transforms, index, vocabularies, null, null),
                new DatasetTransform(transforms),
                index,
                rows,
                Map.of(),
                List.of(counts),
                Map.of(),
                collisions,
                BestAchievable.of(phases, raw, samples));
    }

    private List<PlannedFeature> plan(RawExamples raw) {
        List<PlannedFeature> plan = context.planner().plan(raw.features(), raw.scaling());
        if (plan.isEmpty()) {
            throw new CampanileException("data.features leaves no feature to learn from: keep at least one.");
        }
        return plan;
    }

    private Dataset<Row> split(RawExamples raw, List<PlannedFeature> plan) {
        List<String> columns = new ArrayList<>();
        columns.add(RawExamples.LABEL);
        plan.forEach(feature -> columns.add(feature.name()));
        RowHash hash = new RowHash(context.seed(), List.copyOf(columns));
        if (raw.has(RawExamples.PROBABILITY)) {
            columns.add(RawExamples.PROBABILITY);
        }
        Column[] kept = columns.stream().map(Columns::named).toArray(Column[]::new);
        Dataset<Row> usable = raw.rows().filter(col(RawData.REASON).isNull()).select(kept);
        return Splits.ratio(usable, hash).withColumn(EncodedData.ORDER, hash.of("order"));
    }

    private VocabularyIndex vocabularies(VocabularyPlan plan, List<Dataset<Row>> counts, long size) {
        Dataset<Row> all = counts.stream()
                .reduce(Dataset::union)
                .orElseGet(() -> context.spark().createDataFrame(List.of(), VocabularyIndex.COUNTED));
        return VocabularyIndex.assign(context, plan.leastCounts(), all, size);
    }
}
