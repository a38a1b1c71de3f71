package org.campanile.core.transform;

import java.util.List;
import java.util.Map;
import org.campanile.core.Check;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.JaggedIds;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of a batch of raw rows: what batch scoring and serving give to a model. A row gives the numbers that
 * preparation gave for it. Immutable; safe for use by several threads if the vocabularies are.
 */
public final class RowTransform {
    private final VocabularyLookup vocabularies;
    private final ColumnSet columns;
    private final List<FeatureTransform> dense;
    private final List<FeatureTransform> categorical;
    private final List<SequenceTransform> sequences;

    /**
     * @param columns features to be made: those of a sample's row, of an entity or of both
     * @throws IllegalArgumentException when the transform does not make one of them
     */
    public RowTransform(DatasetTransform transform, VocabularyLookup vocabularies, ColumnSet columns) {
        this.vocabularies = vocabularies;
        this.columns = columns;
        this.dense = columns.dense().stream().map(transform::of).toList();
        this.categorical = columns.categorical().stream().map(transform::of).toList();
        this.sequences = columns.sequences().stream()
                .map(feature -> (SequenceTransform) transform.of(feature))
                .toList();
    }

    /** The features that are made. */
    public ColumnSet columns() {
        return columns;
    }

    /**
     * Appends a row, with labels 0 and weight 1.
     *
     * @param row  raw values by name. A number is a {@link Number} or a text; a category is anything, taken as its text; a
     *             sequence is a collection or an array of objects. What is not there, null or an empty text is missing; names
     *             that no feature is made of are passed over
     * @param rows a batch of {@link #columns()} with room for the row
     * @throws org.campanile.core.CampanileException when a value cannot be read as what it should be; the batch is then
     *     unusable until it is cleared
     */
    public void append(Map<String, ?> row, Batch rows) {
        Check.that(rows.columns().equals(columns), "the batch has other columns: %s", rows.columns());
        int position = rows.size();
        rows.setSize(position + 1);
        for (int column = 0; column < dense.size(); column++) {
            rows.dense()[position * dense.size() + column] = dense(dense.get(column), row);
        }
        for (int column = 0; column < categorical.size(); column++) {
            rows.categorical(column)[position] = category(categorical.get(column), row);
        }
        for (int column = 0; column < sequences.size(); column++) {
            append(sequences.get(column), row, rows.sequence(column));
        }
        for (int label = 0; label < columns.targets().labels().size(); label++) {
            rows.labels(label)[position] = 0;
        }
        if (columns.targets().hasWeight()) {
            rows.weights()[position] = 1;
        }
    }

    private static float dense(FeatureTransform transform, Map<String, ?> row) {
        Float value = RawValues.number(row.get(transform.input()), transform.input());
        return transform instanceof NumberTransform number
                ? number.rescaling().apply(value)
                : MissingIndicator.of(value);
    }

    private int category(FeatureTransform transform, Map<String, ?> row) {
        Object value = row.get(transform.input());
        return transform instanceof BucketTransform buckets
                ? buckets.buckets().index(RawValues.number(value, transform.input()))
                : ((CategoryTransform) transform).categories().index(RawValues.text(value), vocabularies);
    }

    private void append(SequenceTransform transform, Map<String, ?> row, JaggedIds rows) {
        List<@Nullable String> values = RawValues.texts(row.get(transform.input()), transform.input());
        int[] ids = SequenceTransform.last(values, transform.feature().maxLength()).stream()
                .mapToInt(value -> transform.categories().index(value, vocabularies))
                .toArray();
        if (transform.feature().isWeighted()) {
            List<@Nullable Float> weights = RawValues.numbers(row.get(transform.weights()), transform.weights());
            rows.addRow(ids, transform.lastWeights(weights, values.size()), 0, ids.length);
        } else {
            rows.addRow(ids, 0, ids.length);
        }
    }
}
