package org.campanile.core.nn;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.SequenceFeature;

/**
 * The first layer of a network: turns the features of a batch into adjoining columns of a matrix, feature by feature.
 *
 * <pre>
 * dense        1 column     the value
 * categorical  dim columns  the embedding of its index
 * sequence     dim columns  the mean of the embeddings of its indices; zeros when it is empty
 * </pre>
 *
 * <p>Holds no values of its own; the tables belong to the caller, who updates them after the backward pass.
 */
public final class InputLayer {
    private final List<FeatureSlot> slots = new ArrayList<>();
    private final int width;

    /**
     * @param features    in the order of their columns
     * @param columns     the columns of the batches that are passed in
     * @param tables      the tables of the features' vocabularies
     * @param firstColumn where the first feature's columns begin
     */
    public InputLayer(List<Feature> features, ColumnSet columns, EmbeddingTables tables, int firstColumn) {
        int first = firstColumn;
        for (Feature feature : features) {
            FeatureSlot slot = slot(feature, columns, tables, first);
            slots.add(slot);
            first += slot.width();
        }
        this.width = first - firstColumn;
    }

    private static FeatureSlot slot(Feature feature, ColumnSet columns, EmbeddingTables tables, int first) {
        if (feature instanceof DenseFeature) {
            return new FeatureSlot.Dense(columns.dense().indexOf(feature), first);
        }
        if (feature instanceof CategoricalFeature categorical) {
            return new FeatureSlot.Categorical(
                    columns.categorical().indexOf(categorical), first, tables.of(categorical.vocabulary()));
        }
        SequenceFeature sequence = (SequenceFeature) feature;
        return new FeatureSlot.Sequence(columns.sequences().indexOf(sequence), first, tables.of(sequence.vocabulary()));
    }

    /** Number of columns of all features. */
    public int width() {
        return width;
    }

    /** Writes the columns of every row of the batch to the first rows of {@code input}. */
    public void forward(Batch rows, FloatMatrix input) {
        slots.forEach(slot -> slot.forward(rows, input));
    }

    /**
     * Adds the gradients by the columns that {@link #forward} wrote to those of the tables, which read both arguments
     * until they are updated.
     */
    public void backward(Batch rows, FloatMatrix gradient) {
        slots.forEach(slot -> slot.backward(rows, gradient));
    }
}
