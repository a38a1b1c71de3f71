package org.campanile.spark.preparation;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.campanile.core.transform.BucketTransform;
import org.campanile.core.transform.Buckets;
import org.campanile.core.transform.Categories;
import org.campanile.core.transform.CategoryTransform;
import org.campanile.core.transform.FeatureTransform;
import org.campanile.core.transform.MissingIndicator;
import org.campanile.core.transform.NumberTransform;
import org.campanile.core.transform.Rescaling;
import org.campanile.core.transform.SequenceTransform;
import org.campanile.core.transform.VocabularyLookup;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Makes an encoded row of a raw one. Runs inside Spark tasks.
 *
 * @param fields of the encoded row
 */
record EncodeRow(List<Field> fields, Broadcast<VocabularyTables> tables) implements Function<Row, Row> {
    private static final long serialVersionUID = 1L;

    /** The value as it is. */
    static final Encoding UNCHANGED = (value, vocabularies) -> value;

    EncodeRow {
        fields = List.copyOf(fields);
    }

    /** What becomes of a value. */
    @FunctionalInterface
    interface Encoding extends Serializable {
        @Nullable
        Object of(@Nullable Object value, VocabularyLookup vocabularies);
    }

    /**
     * A field of the encoded row.
     *
     * @param input place of the value that it is made of, in the raw row
     */
    record Field(int input, Encoding encoding) implements Serializable {}

    @Override
    public Row call(Row row) {
        VocabularyTables vocabularies = tables.value();
        Object[] values = new Object[fields.size()];
        for (int place = 0; place < values.length; place++) {
            Field field = fields.get(place);
            values[place] = field.encoding().of(row.get(field.input()), vocabularies);
        }
        return RowFactory.create(values);
    }

    /** The value as the feature's number, index or indices. */
    static Encoding numbers(FeatureTransform transform) {
        if (transform instanceof NumberTransform number) {
            Rescaling rescaling = number.rescaling();
            return (value, vocabularies) -> rescaling.apply((Float) value);
        }
        if (transform instanceof MissingIndicator) {
            return (value, vocabularies) -> MissingIndicator.of((Float) value);
        }
        if (transform instanceof BucketTransform bucket) {
            Buckets buckets = bucket.buckets();
            return (value, vocabularies) -> buckets.index((Float) value);
        }
        if (transform instanceof SequenceTransform sequence) {
            Categories categories = sequence.categories();
            int maxLength = sequence.feature().maxLength();
            return (value, vocabularies) -> value == null
                    ? new Integer[0]
                    : EncodeRow.<@Nullable String>last(value, maxLength).stream()
                            .map(text -> categories.index(text, vocabularies))
                            .toArray(Integer[]::new);
        }
        Categories categories = ((CategoryTransform) transform).categories();
        return (value, vocabularies) -> categories.index((String) value, vocabularies);
    }

    /** The texts that are to be looked up by a join: the category as it is, of a sequence what is used of it. */
    static Encoding texts(FeatureTransform transform) {
        if (transform instanceof SequenceTransform sequence) {
            int maxLength = sequence.feature().maxLength();
            return (value, vocabularies) -> value == null
                    ? null
                    : EncodeRow.<@Nullable String>last(value, maxLength).toArray(String[]::new);
        }
        return UNCHANGED;
    }

    /** The weights of what is used of a sequence. */
    static Encoding weights(SequenceTransform sequence) {
        int maxLength = sequence.feature().maxLength();
        return (value, vocabularies) -> value == null
                ? new Float[0]
                : EncodeRow.<Float>last(value, maxLength).toArray(Float[]::new);
    }

    @SuppressWarnings("unchecked") // a sequence is a column of ARRAY, of STRING or for weights of FLOAT
    private static <T extends @Nullable Object> List<T> last(Object values, int maxLength) {
        return SequenceTransform.last(JavaConverters.seqAsJavaList((Seq<T>) values), maxLength);
    }
}
