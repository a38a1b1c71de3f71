package org.campanile.core.batch;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Targets;

/**
 * A list of features divided by kind, and the labels and weight beside them. The position of a feature in its list is its
 * column number wherever values are kept in arrays: in {@link Batch} and in {@link EntityFeatures}.
 */
public record ColumnSet(
        List<DenseFeature> dense,
        List<CategoricalFeature> categorical,
        List<SequenceFeature> sequences,
        Targets targets) {
    public ColumnSet {
        dense = List.copyOf(dense);
        categorical = List.copyOf(categorical);
        sequences = List.copyOf(sequences);
    }

    /** Columns beside which stands one label. */
    public ColumnSet(List<DenseFeature> dense, List<CategoricalFeature> categorical, List<SequenceFeature> sequences) {
        this(dense, categorical, sequences, Targets.ONE_LABEL);
    }

    /** What stands in the row of a sample. */
    public static ColumnSet ofSamples(Schema schema) {
        return of(schema.rowFeatures(), schema.targets());
    }

    /** Divides the features by kind, keeping their order; beside them stands one label. */
    public static ColumnSet of(List<Feature> features) {
        return of(features, Targets.ONE_LABEL);
    }

    /** Divides the features by kind, keeping their order. */
    public static ColumnSet of(List<Feature> features, Targets targets) {
        List<DenseFeature> dense = new ArrayList<>();
        List<CategoricalFeature> categorical = new ArrayList<>();
        List<SequenceFeature> sequences = new ArrayList<>();
        for (Feature feature : features) {
            if (feature instanceof DenseFeature value) {
                dense.add(value);
            } else if (feature instanceof CategoricalFeature value) {
                categorical.add(value);
            } else if (feature instanceof SequenceFeature value) {
                sequences.add(value);
            }
        }
        return new ColumnSet(dense, categorical, sequences, targets);
    }

    /** Column number of the categorical feature of this name. */
    public int categoricalColumn(String name) {
        for (int column = 0; column < categorical.size(); column++) {
            if (categorical.get(column).name().equals(name)) {
                return column;
            }
        }
        throw new IllegalArgumentException("no categorical column " + name);
    }
}
