package org.campanile.dlrm;

import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.model.ModelContext;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.InputLayer;
import org.campanile.core.nn.SampleRows;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Vocabulary;

/**
 * The way of a sample's features into a ranking model.
 *
 * @param samples brings all features of a sample together
 * @param tables  the embedding tables
 * @param layer   makes the sample's vectors of both
 */
record FeatureInputs(SampleRows samples, EmbeddingTables tables, InputLayer layer) {
    /** The table with a row for each dense feature, where those have embeddings. */
    static final String DENSE_TABLE = "dense-features";

    /** The features that are looked up in tables, in the schema's order. */
    static List<Feature> embedded(Schema schema) {
        return schema.inputs().stream()
                .filter(feature -> !(feature instanceof DenseFeature))
                .toList();
    }

    static List<Feature> dense(Schema schema) {
        return schema.inputs().stream().filter(DenseFeature.class::isInstance).toList();
    }

    static SampleRows samples(ModelContext context) {
        return new SampleRows(context.schema(), context.users(), context.items());
    }

    /**
     * Embeddings of the features that are looked up, from a column on, then those of {@code after} as they are.
     *
     * @param dim length of embeddings that have none of their own
     */
    static FeatureInputs embeddings(
            ModelContext context, VocabularyTables maker, int dim, int firstColumn, List<Feature> after) {
        SampleRows samples = samples(context);
        List<Feature> embedded = embedded(context.schema());
        EmbeddingTables tables =
                new EmbeddingTables(embedded, context.schema(), vocabulary -> maker.make(vocabulary, dim));
        List<Feature> features =
                Stream.concat(embedded.stream(), after.stream()).toList();
        return new FeatureInputs(samples, tables, new InputLayer(features, samples.columns(), tables, firstColumn));
    }

    /**
     * An embedding of every feature, also of dense ones, in the schema's order; see {@link InputLayer#ofFields}.
     *
     * @param numbers of each
     */
    static FeatureInputs fields(ModelContext context, VocabularyTables maker, int numbers) {
        SampleRows samples = samples(context);
        Schema schema = context.schema();
        List<Feature> dense = dense(schema);
        EmbeddingTables tables = dense.isEmpty()
                ? new EmbeddingTables(schema.inputs(), schema, vocabulary -> maker.ofOneWidth(vocabulary, numbers))
                : new EmbeddingTables(
                        schema.inputs(),
                        schema,
                        new Vocabulary(DENSE_TABLE, dense.size()),
                        vocabulary -> maker.ofOneWidth(vocabulary, numbers));
        InputLayer layer = InputLayer.ofFields(schema.inputs(), samples.columns(), tables, DENSE_TABLE);
        return new FeatureInputs(samples, tables, layer);
    }
}
