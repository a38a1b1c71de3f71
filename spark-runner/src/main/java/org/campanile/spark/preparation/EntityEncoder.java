package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.transform.CategoryTransform;
import org.campanile.core.transform.FeatureTransform;
import org.campanile.core.transform.StoredVocabulary;

/**
 * The features of the users, or of the items, that occur in interactions. Entities without a row of features have
 * unknown values; rows of entities that do not occur are left out.
 */
final class EntityEncoder {
    /** Training rows of an entity, LONG. */
    static final String TRAINING_ROWS = "_count";

    private static final String KEY = RawEntities.KEY;

    private final PreparationContext context;
    private final FeatureSide side;
    private final List<PlannedFeature> plan;
    private final List<FeatureTransform> transforms;
    private final InputCounts counts;
    private final Dataset<Row> entities;

    private EntityEncoder(
            PreparationContext context,
            FeatureSide side,
            List<PlannedFeature> plan,
            InputCounts counts,
            Dataset<Row> entities) {
        this.context = context;
        this.side = side;
        this.plan = plan;
        this.counts = counts;
        this.entities = entities;
        this.transforms = TransformFitter.fit(plan, training(entities));
    }

    /**
     * Reads the features, and fits their transforms to the entities that occur in training, each counted once.
     *
     * @param plan      what is made of the features; not empty
     * @param keyCounts the entities that occur: {@link RawEntities#KEY} and {@link #TRAINING_ROWS}
     */
    static EntityEncoder read(
            PreparationContext context, RawEntities raw, List<PlannedFeature> plan, Dataset<Row> keyCounts) {
        Dataset<Row> rows = context.cache().keep(raw.rows());
        InputCounts read = context.audit().audit(raw.input(), rows);
        Dataset<Row> distinct = context.cache().keep(distinct(rows, plan), read.used());
        InputCounts counts = read.withDistinct(distinct.count());
        Dataset<Row> features = distinct.withColumnRenamed(KEY, "_key");
        Dataset<Row> entities =
                keyCounts.join(features, col(KEY).equalTo(col("_key")), "left").drop("_key");
        return new EntityEncoder(
                context, raw.side(), plan, counts, context.cache().keep(entities, read.used()));
    }

    /** What became of the raw rows. */
    InputCounts counts() {
        return counts;
    }

    /** The features that are used. */
    List<PlannedFeature> plan() {
        return plan;
    }

    /** How they are made. */
    List<FeatureTransform> transforms() {
        return transforms;
    }

    /** The values of some features with the training rows of the entities that have them. */
    Dataset<Row> valueCounts(Predicate<PlannedFeature> chosen) {
        return new ValueCounts(training(entities), col(TRAINING_ROWS)).of(plan, chosen);
    }

    /**
     * One row per index from 0: {@link RawEntities#KEY} INT and the features as numbers.
     *
     * @param vocabulary the vocabulary of the keys
     */
    Dataset<Row> encode(VocabularyIndex index, String vocabulary) {
        List<FeatureTransform> all = new ArrayList<>();
        all.add(new CategoryTransform(
                new CategoricalFeature(KEY, side, vocabulary), KEY, new StoredVocabulary(vocabulary)));
        all.addAll(transforms);
        return new FeatureEncoder(index).encode(withUnknown(entities.drop(TRAINING_ROWS)), all);
    }

    private static Dataset<Row> training(Dataset<Row> entities) {
        return entities.filter(col(TRAINING_ROWS).gt(0));
    }

    /** With a row that has no key, and so gets index 0. */
    private Dataset<Row> withUnknown(Dataset<Row> rows) {
        Object[] unknown = new Object[rows.columns().length];
        return rows.union(context.spark().createDataFrame(List.of(RowFactory.create(unknown)), rows.schema()));
    }

    /** Of several rows of an entity, the smallest: the same one however rows are read. */
    private static Dataset<Row> distinct(Dataset<Row> rows, List<PlannedFeature> plan) {
        Column[] features = plan.stream()
                .flatMap(feature -> feature.inputs().stream())
                .distinct()
                .map(Columns::named)
                .toArray(Column[]::new);
        return rows.filter(col(RawData.REASON).isNull())
                .groupBy(KEY)
                .agg(min(struct(features)).as("features"))
                .select(col(KEY), col("features.*"));
    }
}
