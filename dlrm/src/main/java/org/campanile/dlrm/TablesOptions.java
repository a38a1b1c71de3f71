package org.campanile.dlrm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.config.Option;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;

/** How the embeddings of a ranking model's features are kept. */
public record TablesOptions(
        @Option(
                value =
                        "Features whose embeddings are kept otherwise than by a row for every value, or have a length of"
                                + " their own.",
                defaultValue = "[]")
        List<FeatureTable> tables) {

    /** A row for every value of every feature. */
    static final TablesOptions NONE = new TablesOptions(List.of());

    public TablesOptions {
        tables = List.copyOf(tables);
    }

    /**
     * The entries by the names of the vocabularies whose tables they are about.
     *
     * @throws CampanileException when an entry names no feature with an embedding, or two are about the same table
     */
    Map<String, FeatureTable> byVocabulary(Schema schema) {
        Map<String, FeatureTable> found = new HashMap<>();
        for (FeatureTable table : tables) {
            String vocabulary = vocabulary(table, schema);
            FeatureTable other = found.put(vocabulary, table);
            if (other != null) {
                throw new CampanileException("model.tables names the features " + other.feature() + " and "
                        + table.feature() + ", but they have one table, that of the vocabulary " + vocabulary
                        + ": leave one of them out.");
            }
        }
        return found;
    }

    private static String vocabulary(FeatureTable table, Schema schema) {
        for (Feature feature : schema.inputs()) {
            if (feature.name().equals(table.feature()) && feature instanceof CategoricalFeature categorical) {
                return categorical.vocabulary();
            }
            if (feature.name().equals(table.feature()) && feature instanceof SequenceFeature sequence) {
                return sequence.vocabulary();
            }
        }
        throw new CampanileException("model.tables names the feature " + table.feature()
                + ", but the data set has no feature of that name with an embedding; allowed: "
                + FeatureInputs.embedded(schema).stream().map(Feature::name).collect(Collectors.joining(", ")) + ".");
    }

    /**
     * Throws unless all embeddings are as long as those of features that are not named.
     *
     * @throws IllegalArgumentException naming the first feature whose embedding is not
     */
    void requireDim(int dim, String type) {
        for (FeatureTable table : tables) {
            Check.that(
                    table.dim(dim) == dim,
                    "tables gives the feature %s an embedding-dim of %d, but the interaction of type %s takes vectors of"
                            + " one length; allowed: %d, or choose dcn",
                    table.feature(),
                    table.embeddingDim(),
                    type,
                    dim);
        }
    }
}
