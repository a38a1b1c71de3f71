package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.transform.Categories;
import org.campanile.core.transform.CategoryTransform;
import org.campanile.core.transform.FeatureTransform;
import org.campanile.core.transform.MissingIndicator;
import org.campanile.core.transform.NumberTransform;
import org.campanile.core.transform.SequenceTransform;
import org.campanile.core.transform.StoredVocabulary;

/**
 * Applies transforms to a Spark data set: by the same code as {@link org.campanile.core.transform.RowTransform}, except that
 * values are looked up by joins in vocabularies that are too large for memory.
 *
 * <p>All columns are made in one pass over the rows. With an expression per column and a join per vocabulary a few dozen
 * features make a plan that takes seconds to compile, and methods too long for the JIT compiler.
 */
final class FeatureEncoder {
    private static final DataType WEIGHTS = DataTypes.createArrayType(DataTypes.FloatType);

    private final VocabularyIndex index;

    FeatureEncoder(VocabularyIndex index) {
        this.index = index;
    }

    /** Replaces the raw columns by one column under the name of each feature. */
    Dataset<Row> encode(Dataset<Row> rows, List<FeatureTransform> transforms) {
        Set<String> inputs = new HashSet<>();
        for (FeatureTransform transform : transforms) {
            inputs.add(transform.input());
            weights(transform).ifPresent(sequence -> inputs.add(sequence.weights()));
        }
        List<EncodeRow.Field> fields = new ArrayList<>();
        StructType columns = new StructType();
        for (StructField column : rows.schema().fields()) {
            if (!inputs.contains(column.name())) {
                fields.add(new EncodeRow.Field(rows.schema().fieldIndex(column.name()), EncodeRow.UNCHANGED));
                columns = columns.add(column);
            }
        }
        for (FeatureTransform transform : transforms) {
            boolean isJoined = joined(transform).isPresent();
            fields.add(new EncodeRow.Field(
                    rows.schema().fieldIndex(transform.input()),
                    isJoined ? EncodeRow.texts(transform) : EncodeRow.numbers(transform)));
            columns = columns.add(transform.feature().name(), type(transform, isJoined));
            Optional<SequenceTransform> weighted = weights(transform);
            if (weighted.isPresent()) {
                SequenceTransform sequence = weighted.get();
                fields.add(
                        new EncodeRow.Field(rows.schema().fieldIndex(sequence.weights()), EncodeRow.weights(sequence)));
                columns = columns.add(sequence.feature().weightsColumn(), WEIGHTS);
            }
        }
        Dataset<Row> encoded = rows.sparkSession()
                .createDataFrame(rows.toJavaRDD().map(new EncodeRow(fields, index.tables())), columns);
        for (FeatureTransform transform : transforms) {
            Optional<String> vocabulary = joined(transform);
            if (vocabulary.isPresent()) {
                encoded = join(encoded, transform, vocabulary.get());
            }
        }
        return encoded;
    }

    /** The transform, if it makes a sequence with weights. */
    private static Optional<SequenceTransform> weights(FeatureTransform transform) {
        return transform instanceof SequenceTransform sequence
                        && sequence.feature().isWeighted()
                ? Optional.of(sequence)
                : Optional.empty();
    }

    /** The vocabulary of a transform whose values cannot be looked up in memory. */
    private Optional<String> joined(FeatureTransform transform) {
        Optional<Categories> categories = Optional.empty();
        if (transform instanceof CategoryTransform category) {
            categories = Optional.of(category.categories());
        } else if (transform instanceof SequenceTransform sequence) {
            categories = Optional.of(sequence.categories());
        }
        return categories
                .filter(StoredVocabulary.class::isInstance)
                .map(Categories::vocabulary)
                .filter(vocabulary -> !index.tables().value().hold(vocabulary));
    }

    private Dataset<Row> join(Dataset<Row> rows, FeatureTransform transform, String vocabulary) {
        String name = transform.feature().name();
        return transform instanceof SequenceTransform
                ? new TextSequences(index).join(rows, name, vocabulary)
                : index.join(rows, name, vocabulary);
    }

    private static DataType type(FeatureTransform transform, boolean isJoined) {
        if (transform instanceof NumberTransform || transform instanceof MissingIndicator) {
            return DataTypes.FloatType;
        }
        DataType value = isJoined ? DataTypes.StringType : DataTypes.IntegerType;
        return transform instanceof SequenceTransform ? DataTypes.createArrayType(value) : value;
    }
}
