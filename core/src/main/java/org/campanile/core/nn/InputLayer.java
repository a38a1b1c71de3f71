package org.campanile.core.nn;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.Pooling;
import org.campanile.core.embedding.QuotientRemainder;
import org.campanile.core.math.FloatRows;
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
 * sequence     dim columns  the mean, sum or maximum of its indices' embeddings; zeros when it is empty
 *              of concat    max-length times dim columns: its indices' embeddings, the last in the last dim columns,
 *                           zeros before the first
 *
 * layer.index(rows, step, source)                 ahead of the step
 * layer.ensureCapacity(rows)
 * layer.forward(rows, from, count, input)         by each thread for its rows
 * layer.backward(rows, from, count, gradient)     by each thread, when the gradient by the input is there for its rows
 * layer.giveGradients(step, source, gradient)     [>= rows, the input's columns]
 * tables.update(step, ...)
 * </pre>
 *
 * <p>Capacity, backward pass and {@link #giveGradients} are for compositional embeddings, which see the gradient by their
 * rows only then. Where no table is one, {@link TablesStep#gradient} alone is enough. The layer holds no values of its own
 * but what these keep between forward and backward pass; the tables belong to the caller.
 */
public final class InputLayer {
    private final List<FeatureSlot> slots = new ArrayList<>();
    private final ComposedFeature[] composed;
    private final int width;

    /**
     * @param features    in the order of their columns
     * @param columns     the columns of the batches that are passed in
     * @param tables      the tables of the features' vocabularies
     * @param firstColumn where the first feature's columns begin
     */
    public InputLayer(List<Feature> features, ColumnSet columns, EmbeddingTables tables, int firstColumn) {
        int first = firstColumn;
        int next = 0;
        while (next < features.size()) {
            boolean allDense = startsWithAllDense(features.subList(next, features.size()), columns);
            FeatureSlot slot = allDense
                    ? new FeatureSlot.AllDense(columns.dense().size(), first)
                    : slot(features.get(next), columns, tables, first, sources(slots));
            slots.add(slot);
            first += slot.width();
            next += allDense ? slot.width() : 1;
        }
        this.width = first - firstColumn;
        this.composed = composed(slots);
    }

    private InputLayer(List<FeatureSlot> slots) {
        this.slots.addAll(slots);
        this.width = slots.stream().mapToInt(FeatureSlot::width).sum();
        this.composed = composed(slots);
    }

    private static ComposedFeature[] composed(List<FeatureSlot> slots) {
        return slots.stream()
                .filter(ComposedFeature.class::isInstance)
                .map(ComposedFeature.class::cast)
                .toArray(ComposedFeature[]::new);
    }

    /** Sources that these slots take: one for all together, and those of each composed feature. */
    private static int sources(List<FeatureSlot> slots) {
        return 1 + ComposedFeature.SOURCES * composed(slots).length;
    }

    /**
     * A layer that makes an embedding of every feature, also of dense ones: a dense feature's has a row of its own, in the
     * order of the features, and is multiplied by the value.
     *
     * @param denseTable name of the table with the rows of the dense features
     * @throws CampanileException when a sequence is to be concatenated, and so has no one embedding
     */
    public static InputLayer ofFields(
            List<Feature> features, ColumnSet columns, EmbeddingTables tables, String denseTable) {
        List<FeatureSlot> fields = new ArrayList<>();
        int first = 0;
        int row = 0;
        requireOneVectorEach(features);
        for (Feature feature : features) {
            FeatureSlot field = feature instanceof DenseFeature
                    ? new FeatureSlot.DenseField(
                            columns.dense().indexOf(feature),
                            first,
                            tables.of(denseTable),
                            tables.numberOf(denseTable),
                            row++)
                    : slot(feature, columns, tables, first, sources(fields));
            fields.add(field);
            first += field.width();
        }
        return new InputLayer(fields);
    }

    /**
     * Throws when a feature has not one vector.
     *
     * @throws CampanileException when a sequence is to be concatenated
     */
    public static void requireOneVectorEach(List<Feature> features) {
        for (Feature feature : features) {
            if (feature instanceof SequenceFeature sequence && sequence.pooling() == SequencePooling.CONCAT) {
                throw new CampanileException("The pooling of feature " + feature.name()
                        + " is concat, but this model needs one vector of each feature; allowed: mean, sum, max.");
            }
        }
    }

    private static boolean startsWithAllDense(List<Feature> features, ColumnSet columns) {
        int count = columns.dense().size();
        return count > 0
                && count <= features.size()
                && features.subList(0, count).equals(columns.dense());
    }

    /** @param source the first that is free, counted from the layer's own */
    private static FeatureSlot slot(Feature feature, ColumnSet columns, EmbeddingTables tables, int first, int source) {
        if (feature instanceof DenseFeature) {
            return new FeatureSlot.Dense(columns.dense().indexOf(feature), first);
        }
        if (feature instanceof CategoricalFeature categorical) {
            String vocabulary = categorical.vocabulary();
            int column = columns.categorical().indexOf(categorical);
            int number = tables.numberOf(vocabulary);
            return tables.embedding(vocabulary) instanceof QuotientRemainder both
                    ? new ComposedFeature(column, first, both, number, source, null)
                    : new FeatureSlot.Categorical(column, first, tables.of(vocabulary), number);
        }
        SequenceFeature sequence = (SequenceFeature) feature;
        String vocabulary = sequence.vocabulary();
        int column = columns.sequences().indexOf(sequence);
        int number = tables.numberOf(vocabulary);
        if (tables.embedding(vocabulary) instanceof QuotientRemainder both) {
            return new ComposedFeature(column, first, both, number, source, pooling(sequence));
        }
        EmbeddingTable table = tables.of(vocabulary);
        return switch (sequence.pooling()) {
            case MEAN, SUM, MAX -> new FeatureSlot.Sequence(column, first, table, number, pooling(sequence));
            case CONCAT -> new ConcatenatedSequence(column, first, table, number, sequence.maxLength());
        };
    }

    private static Pooling pooling(SequenceFeature sequence) {
        return switch (sequence.pooling()) {
            case MEAN -> Pooling.MEAN;
            case SUM -> Pooling.SUM;
            case MAX -> Pooling.MAX;
            case CONCAT ->
                throw new CampanileException("The pooling of feature " + sequence.name()
                        + " is concat, which compositional embeddings have not; allowed: mean, sum, max.");
        };
    }

    /** Number of columns of all features. */
    public int width() {
        return width;
    }

    /**
     * Adds this layer's look-ups for all rows of the batch to a step with its tables.
     *
     * @param source the number under which the gradient by the input will be given to the step; compositional embeddings
     *               take numbers after it, two for each of their features
     */
    public void index(Batch rows, TablesStep step, int source) {
        for (FeatureSlot slot : slots) {
            slot.index(rows, step, source);
        }
    }

    /**
     * Writes the columns of the rows {@code [from, from + count)} of the batch to the same rows of {@code input}. May run
     * in several threads at once, for different rows.
     */
    public void forward(Batch rows, int from, int count, FloatRows input) {
        for (FeatureSlot slot : slots) {
            slot.forward(rows, from, count, input);
        }
    }

    /**
     * As {@link #forward(Batch, int, int, FloatRows)}, for a step that will be updated: of max pooling it keeps which ids
     * won, without which their gradient would be 0.
     *
     * @param step   holds this layer's look-ups of these rows
     * @param source as passed to {@link #index}
     */
    public void forward(Batch rows, int from, int count, FloatRows input, TablesStep step, int source) {
        for (FeatureSlot slot : slots) {
            slot.forward(rows, from, count, input, step, source);
        }
    }

    /** Makes room for a batch, by the owner; see the class. */
    public void ensureCapacity(Batch rows) {
        for (ComposedFeature feature : composed) {
            feature.ensureCapacity(rows);
        }
    }

    /**
     * Takes the gradient by the input of the rows {@code [from, from + count)}, which were passed forward last. May run in
     * several threads at once, for different rows.
     */
    public void backward(Batch rows, int from, int count, FloatRows gradient) {
        for (ComposedFeature feature : composed) {
            feature.backward(rows, from, count, gradient);
        }
    }

    /**
     * Tells a step where all gradients of the layer stand, those by the input and what {@link #backward} has made of them.
     *
     * @param source as passed to {@link #index}
     */
    public void giveGradients(TablesStep step, int source, FloatRows gradient) {
        step.gradient(source, gradient);
        for (ComposedFeature feature : composed) {
            feature.giveGradients(step, source);
        }
    }
}
