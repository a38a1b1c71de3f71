package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.SequenceFeature;

/**
 * The features of the users, or of the items, that occur in interactions. Entities without a row of features have
 * unknown values; rows of entities that do not occur are left out.
 */
final class EntityEncoder {
    /** Training rows of an entity, LONG. */
    static final String TRAINING_ROWS = "_count";

    private static final String KEY = RawEntities.KEY;

    private final PreparationContext context;
    private final RawEntities raw;
    private final InputCounts counts;
    private final Dataset<Row> entities;

    private EntityEncoder(PreparationContext context, RawEntities raw, InputCounts counts, Dataset<Row> entities) {
        this.context = context;
        this.raw = raw;
        this.counts = counts;
        this.entities = entities;
    }

    /**
     * Reads the features.
     *
     * @param keyCounts the entities that occur: {@link RawEntities#KEY} and {@link #TRAINING_ROWS}
     */
    static EntityEncoder read(PreparationContext context, RawEntities raw, Dataset<Row> keyCounts) {
        InputCounts read = context.audit().audit(raw.input(), raw.rows());
        Dataset<Row> distinct = context.cache().keep(distinct(raw), read.used());
        InputCounts counts = read.withDistinct(distinct.count());
        Dataset<Row> features = distinct.withColumnRenamed(KEY, "_key");
        Dataset<Row> entities =
                keyCounts.join(features, col(KEY).equalTo(col("_key")), "left").drop("_key");
        return new EntityEncoder(context, raw, counts, context.cache().keep(entities, read.used()));
    }

    /** What became of the raw rows. */
    InputCounts counts() {
        return counts;
    }

    /** The vocabularies that the features name. */
    List<String> vocabularies() {
        List<String> names = new ArrayList<>();
        for (Feature feature : raw.features()) {
            if (feature instanceof CategoricalFeature categorical) {
                names.add(categorical.vocabulary());
            } else if (feature instanceof SequenceFeature sequence) {
                names.add(sequence.vocabulary());
            }
        }
        return names;
    }

    /**
     * The values of each feature with the training rows of the entities that have them, as
     * {@link VocabularyIndex#assign} takes them.
     */
    List<Dataset<Row>> valueCounts() {
        List<Dataset<Row>> counts = new ArrayList<>();
        for (Feature feature : raw.features()) {
            Column value = Columns.named(feature.name());
            if (feature instanceof CategoricalFeature categorical) {
                counts.add(valueCounts(categorical.vocabulary(), value));
            } else if (feature instanceof SequenceFeature sequence) {
                counts.add(valueCounts(sequence.vocabulary(), explode(value)));
            }
        }
        return counts;
    }

    private Dataset<Row> valueCounts(String vocabulary, Column values) {
        return entities.filter(col(TRAINING_ROWS).gt(0))
                .select(
                        lit(vocabulary).as(VocabularyIndex.VOCABULARY),
                        values.as(VocabularyIndex.VALUE),
                        col(TRAINING_ROWS).as(VocabularyIndex.COUNT));
    }

    /**
     * One row per index from 0: {@link RawEntities#KEY} INT and the features as numbers.
     *
     * @param vocabulary the vocabulary of the keys
     */
    Dataset<Row> encode(VocabularyIndex index, String vocabulary) {
        Dataset<Row> rows = withUnknown(index.encode(entities.drop(TRAINING_ROWS), KEY, vocabulary));
        for (Feature feature : raw.features()) {
            if (feature instanceof DenseFeature dense) {
                rows = rows.withColumn(dense.name(), coalesce(Columns.named(dense.name()), lit(0f)));
            } else if (feature instanceof CategoricalFeature categorical) {
                rows = index.encode(rows, categorical.name(), categorical.vocabulary());
            } else if (feature instanceof SequenceFeature sequence) {
                rows = encodeSequence(rows, sequence, index);
            }
        }
        return rows;
    }

    private Dataset<Row> withUnknown(Dataset<Row> rows) {
        Object[] unknown = new Object[rows.columns().length];
        unknown[rows.schema().fieldIndex(KEY)] = 0;
        return rows.union(context.spark().createDataFrame(List.of(RowFactory.create(unknown)), rows.schema()));
    }

    private static Dataset<Row> encodeSequence(Dataset<Row> rows, SequenceFeature feature, VocabularyIndex index) {
        Dataset<Row> elements = rows.select(
                col(KEY), posexplode(Columns.named(feature.name())).as(new String[] {"_position", "_element"}));
        Dataset<Row> lists = index.encode(elements, "_element", feature.vocabulary())
                .groupBy(col(KEY).as("_key"))
                .agg(sort_array(collect_list(struct(col("_position"), col("_element"))))
                        .getField("_element")
                        .as("_list"));
        Column none = array().cast("array<int>");
        return rows.join(lists, col(KEY).equalTo(col("_key")), "left")
                .withColumn(feature.name(), coalesce(col("_list"), none))
                .drop("_key", "_list");
    }

    /** Of several rows of an entity, the smallest: the same one however rows are read. */
    private static Dataset<Row> distinct(RawEntities raw) {
        Column[] features = raw.features().stream()
                .map(feature -> Columns.named(feature.name()))
                .toArray(Column[]::new);
        return raw.rows()
                .filter(col(RawData.REASON).isNull())
                .groupBy(KEY)
                .agg(min(struct(features)).as("features"))
                .select(col(KEY), col("features.*"));
    }
}
