package org.campanile.core.embedding;

/**
 * Makes the embedding tables of a model. {@code LocalEmbeddingTable::new} gives a model tables of its own; another maker may
 * give views of tables that several models of the process train. The model closes what it is given.
 */
@FunctionalInterface
public interface TableMaker {
    /** The table of these settings, with its initial values unless others train it already. */
    EmbeddingTable make(TableSettings settings);
}
