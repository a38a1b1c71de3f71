package org.campanile.core.shard;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.MessageType;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.storage.FileStore;

/** Reads the row groups of one shard, in any order, straight into the arrays of a batch. For one thread. */
public final class ShardReader implements AutoCloseable {
    private final ColumnSet columns;
    private final ShardKind kind;
    private final List<ColumnDescriptor> descriptors;
    private final ParquetInput input;
    private final ColumnDecoder decoder = new ColumnDecoder();
    private final JaggedIds listIds = new JaggedIds();
    private final JaggedIds listWeights = new JaggedIds();
    private final WeightBits weightBits = new WeightBits();

    /** @throws CampanileException if the file is absent, damaged, or has other columns */
    public ShardReader(FileStore store, ShardInfo shard, ColumnSet columns, ShardKind kind) {
        this.columns = columns;
        this.kind = kind;
        MessageType schema = ShardSchemas.rows(columns, kind);
        this.descriptors = schema.getColumns();
        this.input = new ParquetInput(store, shard, schema, schema);
    }

    /**
     * Replaces the rows of {@code target} with those of a row group. Labels and weights of entities and all positions are left
     * as they are.
     *
     * @param target of this shard's columns, with a capacity of at least the row group's rows
     * @throws CampanileException if the row group is damaged; the message names file and row group
     */
    public void read(int rowGroup, Batch target) {
        target.clear();
        input.read(rowGroup, (pages, rows) -> decode(pages, target, rows));
    }

    @Override
    public void close() {
        input.close();
    }

    private void decode(PageReadStore pages, Batch target, int rows) throws IOException {
        int next = 0;
        int width = columns.dense().size();
        for (int column = 0; column < width; column++) {
            decoder.readFloats(pages.getPageReader(descriptors.get(next++)), target.dense(), column, width, rows);
        }
        for (int column = 0; column < columns.categorical().size(); column++) {
            decoder.readInts(pages.getPageReader(descriptors.get(next++)), target.categorical(column), rows);
        }
        for (int column = 0; column < columns.sequences().size(); column++) {
            JaggedIds ids = target.sequence(column);
            if (columns.sequences().get(column).isWeighted()) {
                decoder.readLists(pages.getPageReader(descriptors.get(next++)), cleared(listIds), rows);
                decoder.readLists(pages.getPageReader(descriptors.get(next++)), cleared(listWeights), rows);
                weightBits.join(listIds, listWeights, ids);
            } else {
                decoder.readLists(pages.getPageReader(descriptors.get(next++)), ids, rows);
            }
        }
        if (kind == ShardKind.SAMPLES) {
            for (int column = 0; column < columns.targets().size(); column++) {
                decoder.readFloats(pages.getPageReader(descriptors.get(next++)), target.target(column), 0, 1, rows);
            }
        }
        target.setSize(rows);
    }

    private static JaggedIds cleared(JaggedIds lists) {
        lists.clear();
        return lists;
    }
}
