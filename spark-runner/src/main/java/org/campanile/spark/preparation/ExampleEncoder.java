package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.Split;

/** Examples with labels to samples without keys: all features stand in the sample's row. */
final class ExampleEncoder {
    private final PreparationContext context;

    ExampleEncoder(PreparationContext context) {
        this.context = context;
    }

    EncodedData encode(RawExamples raw) {
        ExampleSelection selection = new ExampleSelection(context, raw.features());
        selection.requireSupported(raw.rows());
        Phases phases = context.phases();
        InputCounts read = phases.run("reading examples", () -> context.audit().audit("examples", raw.rows()));
        if (read.used() == 0) {
            throw new CampanileException("There are no examples to use: data.path has none, or none that can be read.");
        }
        SelectedExamples selected = phases.run("selecting examples", () -> selection.of(raw.rows(), read));
        InputCounts counts = selected.counts();
        Dataset<Row> samples = context.cache().keep(split(selected.rows(), raw.features()), counts.used());
        VocabularyIndex index =
                phases.run("building vocabularies", () -> vocabularies(samples, raw.features(), counts.used()));
        Schema schema = new Schema(raw.features(), index.vocabularies(), null, null);
        Dataset<Row> rows = context.cache().keep(encode(samples, raw.features(), index), counts.used());
        return new EncodedData(schema, index, rows, Map.of(), List.of(counts), selected.conflicts());
    }

    private Dataset<Row> split(Dataset<Row> usable, List<Feature> features) {
        List<String> columns = new ArrayList<>();
        columns.add(RawExamples.LABEL);
        features.forEach(feature -> columns.add(feature.name()));
        RowHash hash = new RowHash(context.seed(), columns);
        return Splits.examples(usable, context.data(), hash).withColumn(EncodedData.ORDER, hash.of("order"));
    }

    private VocabularyIndex vocabularies(Dataset<Row> samples, List<Feature> features, long size) {
        List<String> names = new ArrayList<>();
        List<Column> values = new ArrayList<>();
        for (Feature feature : features) {
            if (feature instanceof CategoricalFeature categorical) {
                names.add(categorical.vocabulary());
                values.add(struct(
                        lit(categorical.vocabulary()).as(VocabularyIndex.VOCABULARY),
                        Columns.named(categorical.name()).as(VocabularyIndex.VALUE)));
            }
        }
        Dataset<Row> counts = names.isEmpty()
                ? context.spark().createDataFrame(List.of(), VocabularyIndex.COUNTED)
                : counts(Splits.of(samples, Split.TRAIN), values);
        return VocabularyIndex.assign(context, names, counts, size);
    }

    private static Dataset<Row> counts(Dataset<Row> training, List<Column> values) {
        return training.select(explode(array(values.toArray(Column[]::new))).as("entry"))
                .groupBy(
                        col("entry." + VocabularyIndex.VOCABULARY).as(VocabularyIndex.VOCABULARY),
                        col("entry." + VocabularyIndex.VALUE).as(VocabularyIndex.VALUE))
                .agg(count(lit(1)).as(VocabularyIndex.COUNT));
    }

    private static Dataset<Row> encode(Dataset<Row> samples, List<Feature> features, VocabularyIndex index) {
        Dataset<Row> rows = samples;
        for (Feature feature : features) {
            if (feature instanceof DenseFeature dense) {
                rows = rows.withColumn(dense.name(), coalesce(Columns.named(dense.name()), lit(0f)));
            } else if (feature instanceof CategoricalFeature categorical) {
                rows = index.encode(rows, categorical.name(), categorical.vocabulary());
            }
        }
        return rows;
    }
}
