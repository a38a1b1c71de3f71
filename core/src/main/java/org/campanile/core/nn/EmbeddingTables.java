package org.campanile.core.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.campanile.core.CampanileException;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.TableState;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;

/**
 * One embedding table per vocabulary; features that share a vocabulary share its table. Which methods may run in several
 * threads at once is said in {@link EmbeddingTable}.
 */
public final class EmbeddingTables implements AutoCloseable {
    private final List<String> vocabularies = new ArrayList<>();
    private final List<EmbeddingTable> tables = new ArrayList<>();

    /**
     * Makes the tables of the vocabularies that the features name, in the order of their first use.
     *
     * @param maker makes the table of a vocabulary
     */
    public EmbeddingTables(List<Feature> features, Schema schema, Function<Vocabulary, EmbeddingTable> maker) {
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
            List<Feature> features, Schema schema, Vocabulary further, Function<Vocabulary, EmbeddingTable> maker) {
        this(features, schema, maker);
        if (vocabularies.contains(further.name())) {
            close();
            throw new CampanileException("The data set has a vocabulary named " + further.name()
                    + ", which is the name of a table of this model: give it another in data.features.");
        }
        add(further, maker);
    }

    private EmbeddingTables() {}

    /** No tables at all. */
    public static EmbeddingTables none() {
        return new EmbeddingTables();
    }

    /** A single table. */
    public static EmbeddingTables of(Vocabulary vocabulary, Function<Vocabulary, EmbeddingTable> maker) {
        EmbeddingTables tables = new EmbeddingTables();
        tables.add(vocabulary, maker);
        return tables;
    }

    private void add(Vocabulary vocabulary, Function<Vocabulary, EmbeddingTable> maker) {
        if (!vocabularies.contains(vocabulary.name())) {
            vocabularies.add(vocabulary.name());
            tables.add(maker.apply(vocabulary));
        }
    }

    /** The table of a vocabulary that one of the features names. */
    public EmbeddingTable of(String vocabulary) {
        return tables.get(numberOf(vocabulary));
    }

    /** The number of a vocabulary's table, by which a {@link TablesStep} knows it. */
    int numberOf(String vocabulary) {
        int number = vocabularies.indexOf(vocabulary);
        if (number < 0) {
            throw new IllegalArgumentException("no table for vocabulary " + vocabulary);
        }
        return number;
    }

    /** An empty step with these tables. */
    public TablesStep newStep() {
        return new TablesStep(tables);
    }

    /** Brings the step's rows into existence ahead of the look-ups; may run while another step trains. */
    public void prepare(TablesStep step) {
        for (int number = 0; number < tables.size(); number++) {
            tables.get(number).prepare(step.of(number));
        }
    }

    /** Brings the step's rows here where others own them; see {@link EmbeddingTable#fetch}. */
    public void fetch(TablesStep step) {
        for (int number = 0; number < tables.size(); number++) {
            tables.get(number).fetch(step.of(number));
        }
    }

    /** Whether some table's rows have one owner each, so that look-ups need {@link #fetch} before them. */
    public boolean spread() {
        return tables.stream().anyMatch(table -> !table.state().isReplicated());
    }

    /** Hands the step's gradients over to those who own the rows; see {@link EmbeddingTable#deliver}. */
    public void deliver(TablesStep step) {
        for (int number = 0; number < tables.size(); number++) {
            tables.get(number).deliver(step.of(number));
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
