package org.campanile.core.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.embedding.TableState;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;

/** One embedding table per vocabulary; features that share a vocabulary share its table. Owned by one thread at a time. */
public final class EmbeddingTables implements AutoCloseable {
    private final Map<String, EmbeddingTable> byVocabulary = new LinkedHashMap<>();

    /**
     * Makes the tables of the vocabularies that the features name, in the order of their first use.
     *
     * @param settings the table of a vocabulary
     */
    public EmbeddingTables(List<Feature> features, Schema schema, Function<Vocabulary, TableSettings> settings) {
        for (Feature feature : features) {
            if (feature instanceof CategoricalFeature categorical) {
                add(schema.vocabulary(categorical.vocabulary()), settings);
            } else if (feature instanceof SequenceFeature sequence) {
                add(schema.vocabulary(sequence.vocabulary()), settings);
            }
        }
    }

    private void add(Vocabulary vocabulary, Function<Vocabulary, TableSettings> settings) {
        byVocabulary.computeIfAbsent(vocabulary.name(), name -> new LocalEmbeddingTable(settings.apply(vocabulary)));
    }

    /** The table of a vocabulary that one of the features names. */
    public EmbeddingTable of(String vocabulary) {
        EmbeddingTable table = byVocabulary.get(vocabulary);
        if (table == null) {
            throw new IllegalArgumentException("no table for vocabulary " + vocabulary);
        }
        return table;
    }

    /** Applies the step's gradients to every table. */
    public void update() {
        byVocabulary.values().forEach(EmbeddingTable::update);
    }

    /** The state of every table, in a fixed order. */
    public List<TableState> states() {
        return byVocabulary.values().stream().map(EmbeddingTable::state).toList();
    }

    @Override
    public void close() {
        byVocabulary.values().forEach(EmbeddingTable::close);
    }
}
