package org.campanile.core.embedding;

import java.nio.file.Path;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;

/**
 * A table in a file of {@link MappedTableFile}, for scoring. Opening it reads the header alone, and processes on one
 * machine that open the same file share its memory. An update throws {@link UnsupportedOperationException}.
 */
public final class MappedEmbeddingTable extends ReadOnlyTable {
    private final RowStorage storage;
    private final Runnable whenClosed;

    private MappedEmbeddingTable(String name, RowMapping mapping, int dim, RowStorage storage, Runnable whenClosed) {
        super(name, mapping, dim, storage);
        this.storage = storage;
        this.whenClosed = whenClosed;
    }

    /**
     * Opens a file whose rows are looked up by their numbers; its weights are not checked against their checksum, see
     * {@link MappedTableFile#verify}.
     *
     * @param name for messages
     * @throws CampanileException when it cannot be read, is not such a file, or is not whole
     */
    public static MappedEmbeddingTable open(String name, Path file) {
        return open(name, file, MappedRows.MAX_CHUNK_ELEMENTS);
    }

    static MappedEmbeddingTable open(String name, Path file, int maxChunkElements) {
        MappedTableFile opened = MappedTableFile.open(file);
        ChunkLayout layout = ChunkLayout.of(opened.rows(), opened.dim(), maxChunkElements);
        RowStorage storage = new MappedRows(name, layout, opened.map(layout));
        RowMapping mapping = new RowMapping.Direct(opened.rows());
        return new MappedEmbeddingTable(name, mapping, opened.dim(), storage, storage::close);
    }

    /**
     * Another view of the same rows, for another model. They are gone when this table is closed; closing a view does
     * nothing.
     *
     * @param mapping to rows of this table
     */
    public MappedEmbeddingTable share(RowMapping mapping) {
        Check.that(
                mapping.rows() == rows(), "table %s has %d rows, but ids are given %d", name(), rows(), mapping.rows());
        return new MappedEmbeddingTable(name(), mapping, dim(), storage, () -> {});
    }

    /** Gives the rows up. Any later use throws {@link IllegalStateException}; closing again does nothing. */
    @Override
    public void close() {
        whenClosed.run();
    }
}
