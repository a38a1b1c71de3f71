package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.Targets;
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
        ExampleSelection selection = new ExampleSelection(context, raw.features());
        selection.requireSupported(raw.rows());
        List<PlannedFeature> plan = plan(raw);
        VocabularyPlan vocabularies = VocabularyPlan.of(plan, Set.of());
        Phases phases = context.phases();
        TargetColumns targets = new TargetColumns(context.data().targets(), raw.targetColumns());
        /* The only pass over the raw data. */
        Dataset<Row> divided = context.cache().keep(divided(targets.checked(raw.rows()), plan));
        InputCounts read = phases.run("reading examples", () -> context.audit().audit("examples", divided));
        context.settings().adaptTo(read.read());
        if (read.used() == 0) {
            throw new CampanileException("There are no examples to use: data.path has none, or none that can be read.");
        }
        SelectedExamples selected = phases.run("selecting examples", () -> selection.of(divided, read));
        Splits.requireParts(selected.rows(), context.data());
        InputCounts counts = selected.counts();
        Dataset<Row> samples = selected.rows().select(columns(plan, targets.targets()));
        Dataset<Row> training = Splits.of(samples, Split.TRAIN);
        List<FeatureTransform> transforms = phases.run("fitting transforms", () -> TransformFitter.fit(plan, training));
        ValueCounts values = new ValueCounts(training, lit(1L));
        VocabularyIndex index = phases.run(
                "building vocabularies",
                () -> VocabularyIndex.assign(
                        context,
                        vocabularies.leastCounts(),
                        values.of(plan, PlannedFeature::isLookedUp),
                        counts.used()));
        Map<String, Double> collisions = HashCollisions.report(
                phases, vocabularies, () -> List.of(values.of(plan, feature -> !feature.isLookedUp())));
        Dataset<Row> rows = phases.run(
                "encoding",
                () -> context.cache().keep(new FeatureEncoder(index).encode(samples, transforms), counts.used()));
        return new EncodedData(
                Transforms.schema(transforms, index, vocabularies, null, null, targets.targets()),
                new DatasetTransform(transforms),
                index,
                rows,
                Map.of(),
                List.of(counts),
                selected.conflicts(),
                collisions,
                BestAchievable.of(phases, raw, selected.rows()));
    }

    private List<PlannedFeature> plan(RawExamples raw) {
        List<PlannedFeature> plan = context.planner().plan(raw.features(), raw.scaling());
        if (plan.isEmpty()) {
            throw new CampanileException("data.features leaves no feature to learn from: keep at least one.");
        }
        return plan;
    }

    /** Divides the rows; the order of rows, and with a ratio their part, follow from label and features alone. */
    private Dataset<Row> divided(Dataset<Row> rows, List<PlannedFeature> plan) {
        List<String> identity = new ArrayList<>(List.of(RawExamples.LABEL));
        plan.forEach(feature -> identity.add(feature.name()));
        RowHash hash = new RowHash(context.seed(), identity);
        return Splits.examples(rows, context.data(), hash).withColumn(EncodedData.ORDER, hash.of("order"));
    }

    private static Column[] columns(List<PlannedFeature> plan, Targets targets) {
        Stream<String> names = Stream.concat(targets.columns().stream(), Stream.of(Splits.SPLIT, EncodedData.ORDER));
        Stream<String> features = plan.stream().flatMap(feature -> feature.inputs().stream());
        return Stream.concat(names, features).distinct().map(Columns::named).toArray(Column[]::new);
    }
}
