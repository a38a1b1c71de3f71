package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.campanile.core.transform.BucketTransform;
import org.campanile.core.transform.Buckets;
import org.campanile.core.transform.Categories;
import org.campanile.core.transform.CategoryTransform;
import org.campanile.core.transform.FeatureTransform;
import org.campanile.core.transform.Hashing;
import org.campanile.core.transform.MissingIndicator;
import org.campanile.core.transform.NumberTransform;
import org.campanile.core.transform.Rescaling;
import org.campanile.core.transform.SequenceTransform;
import org.campanile.core.transform.StoredVocabulary;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Applies transforms to a Spark data set: by the same code as {@link org.campanile.core.transform.RowTransform}, except that
 * values are looked up in vocabularies by joins, since those may not fit into memory.
 */
final class FeatureEncoder {
    private static final DataType INDICES = DataTypes.createArrayType(DataTypes.IntegerType);

    private final VocabularyIndex index;

    FeatureEncoder(VocabularyIndex index) {
        this.index = index;
    }

    /** Replaces the raw columns by one column under the name of each feature. */
    Dataset<Row> encode(Dataset<Row> rows, List<FeatureTransform> transforms) {
        Set<String> inputs = transforms.stream().map(FeatureTransform::input).collect(Collectors.toSet());
        List<Column> columns = new ArrayList<>();
        for (String column : rows.columns()) {
            if (!inputs.contains(column)) {
                columns.add(Columns.named(column));
            }
        }
        for (FeatureTransform transform : transforms) {
            columns.add(apply(transform, Columns.named(transform.input()))
                    .as(transform.feature().name()));
        }
        Dataset<Row> encoded = rows.select(columns.toArray(Column[]::new));
        for (FeatureTransform transform : transforms) {
            encoded = lookUp(encoded, transform);
        }
        return encoded;
    }

    /** What needs no vocabulary; raw texts remain where one is needed. */
    private static Column apply(FeatureTransform transform, Column input) {
        if (transform instanceof NumberTransform number) {
            Rescaling rescaling = number.rescaling();
            UDF1<Float, Float> function = rescaling::apply;
            return udf(function, DataTypes.FloatType).apply(input);
        }
        if (transform instanceof MissingIndicator) {
            UDF1<Float, Float> function = MissingIndicator::of;
            return udf(function, DataTypes.FloatType).apply(input);
        }
        if (transform instanceof BucketTransform bucket) {
            Buckets buckets = bucket.buckets();
            UDF1<Float, Integer> function = buckets::index;
            return udf(function, DataTypes.IntegerType).apply(input);
        }
        if (transform instanceof SequenceTransform sequence) {
            Column last = TextSequences.last(input, sequence.feature().maxLength());
            return sequence.categories() instanceof Hashing hashing ? hashed(last, hashing) : last;
        }
        Categories categories = ((CategoryTransform) transform).categories();
        if (categories instanceof Hashing hashing) {
            UDF1<String, Integer> function = hashing::index;
            return udf(function, DataTypes.IntegerType).apply(input);
        }
        return input;
    }

    private static Column hashed(Column texts, Hashing hashing) {
        UDF1<Seq<String>, Integer[]> function = values -> values == null
                ? new Integer[0]
                : JavaConverters.seqAsJavaList(values).stream()
                        .map(hashing::index)
                        .toArray(Integer[]::new);
        return udf(function, INDICES).apply(texts);
    }

    private Dataset<Row> lookUp(Dataset<Row> rows, FeatureTransform transform) {
        String name = transform.feature().name();
        if (transform instanceof CategoryTransform category
                && category.categories() instanceof StoredVocabulary stored) {
            return index.encode(rows, name, stored.vocabulary());
        }
        if (transform instanceof SequenceTransform sequence
                && sequence.categories() instanceof StoredVocabulary stored) {
            return new TextSequences(index).encode(rows, name, stored.vocabulary());
        }
        return rows;
    }
}
