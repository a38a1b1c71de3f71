package org.campanile.core.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.campanile.core.CampanileException;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.IdEmbedding;
import org.campanile.core.embedding.QuotientRemainder;
import org.campanile.core.embedding.RowExchange;
import org.campanile.core.embedding.TableState;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;

/**
 * One embedding table per vocabulary, or two that make its vectors together; features that share a vocabulary share its
 * tables. Which methods may run in several threads at once is said in {@link EmbeddingTable}.
 */
public final class EmbeddingTables implements AutoCloseable {
    private final List<VocabularyEmbedding> vocabularies = new ArrayList<>();
    private final List<EmbeddingTable> tables = new ArrayList<>();
    private List<RowExchange> exchanges = List.of();

    /** @param number of its first table */
    private record VocabularyEmbedding(String name, IdEmbedding embedding, int number) {}

    /**
     * Makes the tables of the vocabularies that the features name, in the order of their first use.
     *
     * @param maker makes what gives the values of a vocabulary their vectors
     * @throws org.campanile.core.CampanileException when two tables have the same name
     */
    public EmbeddingTables(List<Feature> features, Schema schema, Function<Vocabulary, ? extends IdEmbedding> maker) {
        for (Feature feature : features) {
            if (feature instanceof CategoricalFeature categorical) {
                add(schema.vocabulary(categorical.vocabulary()), maker);
            } else if (feature instanceof SequenceFeature sequence) {
                add(schema.vocabulary(sequence.vocabulary()), maker);
            }
        }
    }

    /**
     * The same, with a further table, of the rows of a vocabulary that is not the schema's.
     *
     * @throws org.campanile.core.CampanileException when the features have a vocabulary of the same name
     */
    public EmbeddingTables(
            List<Feature> features,
            Schema schema,
            Vocabulary further,
            Function<Vocabulary, ? extends IdEmbedding> maker) {
        this(features, schema, maker);
        if (knows(further.name())) {
            throw nameTaken(further.name());
        }
        add(further, maker);
    }

    private CampanileException nameTaken(String name) {
        close();
        return new CampanileException("The data set has a vocabulary named " + name
                + ", which is the name of a table of this model: give it another in data.features.");
    }

    private EmbeddingTables() {}

    /** No tables at all. */
    public static EmbeddingTables none() {
        return new EmbeddingTables();
    }

    /** A single table. */
    public static EmbeddingTables of(Vocabulary vocabulary, Function<Vocabulary, ? extends IdEmbedding> maker) {
        EmbeddingTables tables = new EmbeddingTables();
        tables.add(vocabulary, maker);
        return tables;
    }

    private boolean knows(String vocabulary) {
        return vocabularies.stream().anyMatch(known -> known.name.equals(vocabulary));
    }

    private void add(Vocabulary vocabulary, Function<Vocabulary, ? extends IdEmbedding> maker) {
        if (knows(vocabulary.name())) {
            return;
        }
        IdEmbedding embedding = maker.apply(vocabulary);
        vocabularies.add(new VocabularyEmbedding(vocabulary.name(), embedding, tables.size()));
        if (embedding instanceof QuotientRemainder both) {
            add(both.quotients());
            add(both.remainders());
        } else {
            add((EmbeddingTable) embedding);
        }
    }

    private void add(EmbeddingTable table) {
        boolean taken = tables.stream().anyMatch(known -> known.name().equals(table.name()));
        tables.add(table);
        exchanges = RowExchange.among(tables);
        if (taken) {
            throw nameTaken(table.name());
        }
    }

    private VocabularyEmbedding find(String vocabulary) {
        return vocabularies.stream()
                .filter(known -> known.name.equals(vocabulary))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table for vocabulary " + vocabulary));
    }

    /** The one table of a vocabulary that one of the features names. */
    public EmbeddingTable of(String vocabulary) {
        if (embedding(vocabulary) instanceof EmbeddingTable table) {
            return table;
        }
        throw new IllegalArgumentException("vocabulary " + vocabulary + " has two tables");
    }

    /** What gives the values of a vocabulary their vectors. */
    IdEmbedding embedding(String vocabulary) {
        return find(vocabulary).embedding;
    }

    /** The number of a vocabulary's table, by which a {@link TablesStep} knows it; of two the first, the other follows. */
    int numberOf(String vocabulary) {
        return find(vocabulary).number;
    }

    /** An empty step with these tables. */
    public TablesStep newStep() {
        return new TablesStep(tables, exchanges);
    }

    /**
     * Brings the step's rows into existence ahead of the look-ups, and asks for those that others own; may run while another
     * step trains. Every worker prepares the same steps in the same order, also those without rows.
     */
    public void prepare(TablesStep step) {
        for (int number = 0; number < tables.size(); number++) {
            tables.get(number).prepare(step.of(number));
        }
        for (RowExchange.Step rows : step.exchanged()) {
            rows.prepare();
        }
    }

    /** Brings the step's rows here where others own them; see {@link RowExchange.Step#fetch}. */
    public void fetch(TablesStep step) {
        for (RowExchange.Step rows : step.exchanged()) {
            rows.fetch();
        }
    }

    /** Whether some table's rows have one owner each, so that look-ups need {@link #fetch} before them. */
    public boolean spread() {
        return !exchanges.isEmpty();
    }

    /** Hands the step's gradients over to those who own the rows; see {@link RowExchange.Step#deliver}. */
    public void deliver(TablesStep step) {
        for (RowExchange.Step rows : step.exchanged()) {
            rows.deliver();
        }
    }

    /** Whether some table's rows need {@link #catchUp} before the look-ups of a step. */
    public boolean decay() {
        return tables.stream().anyMatch(EmbeddingTable::decays);
    }

    /** Makes up for what one member's share of the step's rows missed; see {@link EmbeddingTable#catchUp}. */
    public void catchUp(TablesStep step, int member, int members) {
        for (int number = 0; number < tables.size(); number++) {
            tables.get(number).catchUp(step.of(number), member, members);
        }
    }

    /**
     * Applies the step's gradients to one member's share of the rows; see {@link EmbeddingTable#update}.
     *
     * @throws IllegalArgumentException when the gradients of a source are not there
     */
    public void update(TablesStep step, int member, int members) {
        for (int number = 0; number < tables.size(); number++) {
            /* In turns, because the first member has a row more than the last, and marks what was touched. */
            tables.get(number).update(step.of(number), step.gradients(), (member + number) % members, members);
        }
    }

    /** The state of every table, in a fixed order. */
    public List<TableState> states() {
        return tables.stream().map(EmbeddingTable::state).toList();
    }

    @Override
    public void close() {
        tables.forEach(EmbeddingTable::close);
    }
}
