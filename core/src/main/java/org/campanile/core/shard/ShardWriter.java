package org.campanile.core.shard;

import java.io.IOException;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.storage.FileStore;

/**
 * Writes one Parquet file of samples or entities.
 *
 * <p>Columns are required and stand in the order dense (FLOAT), categorical (INT32), sequences (LIST of INT32, and
 * LIST of FLOAT for weights), and for
 * samples labels and weight (FLOAT); pages are PLAIN encoded, compressed with zstd and carry checksums. Any Parquet tool
 * reads the file. The same rows give the same bytes with the same versions of the Parquet and zstd libraries.
 *
 * <p>The file appears when {@link #finish()} returns; closing without it leaves nothing. For one thread. Memory: one row
 * group of rows.
 */
public final class ShardWriter implements AutoCloseable {
    private static final int PAGE_ROWS = 1 << 16;

    /** A page of a list column ends once it holds this many ids. */
    private static final int PAGE_IDS = 1 << 18;

    private final ColumnSet columns;
    private final ShardKind kind;
    private final String location;
    private final Batch group;
    private final Page page = new Page();
    private final WeightBits weightBits = new WeightBits();
    private final ParquetOutput output;

    /**
     * @param path         relative to the store
     * @param columns      the features of a row
     * @param rowsPerGroup rows of each row group; the last may have fewer
     * @throws CampanileException if the file cannot be created
     */
    public ShardWriter(FileStore store, String path, ColumnSet columns, ShardKind kind, int rowsPerGroup) {
        this.columns = columns;
        this.kind = kind;
        this.location = store.root() + "/" + path;
        this.group = new Batch(columns, rowsPerGroup);
        try {
            this.output = new ParquetOutput(store, path, ShardSchemas.rows(columns, kind));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Appends the valid rows; the batch may be reused afterwards. Entities come in the order of their indices. */
    public void append(Batch rows) {
        Check.that(rows.columns().equals(columns), "columns are %s, but must be %s", rows.columns(), columns);
        for (int from = 0; from < rows.size(); ) {
            int count = Math.min(rows.size() - from, group.capacity() - group.size());
            group.append(rows, from, count);
            from += count;
            if (group.size() == group.capacity()) {
                flush();
            }
        }
    }

    /** Publishes the file and describes it. Nothing may be appended afterwards. */
    public ShardInfo finish() {
        flush();
        try {
            return output.finish();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Discards a file that is not finished. */
    @Override
    public void close() {
        output.close();
    }

    private void flush() {
        if (group.size() == 0) {
            return;
        }
        try {
            writeGroup();
        } catch (IOException e) {
            throw failure(e);
        }
        group.clear();
    }

    private void writeGroup() throws IOException {
        output.startRowGroup(group.size());
        int next = 0;
        int width = columns.dense().size();
        for (int column = 0; column < width; column++) {
            writeFloats(next++, group.dense(), column, width);
        }
        for (int column = 0; column < columns.categorical().size(); column++) {
            writeInts(next++, group.categorical(column));
        }
        for (int column = 0; column < columns.sequences().size(); column++) {
            writeLists(next++, group.sequence(column));
            if (columns.sequences().get(column).isWeighted()) {
                writeLists(next++, weightBits.of(group.sequence(column)));
            }
        }
        if (kind == ShardKind.SAMPLES) {
            for (int column = 0; column < columns.targets().size(); column++) {
                writeFloats(next++, group.target(column), 0, 1);
            }
        }
        output.endRowGroup();
    }

    private void writeFloats(int column, float[] values, int offset, int stride) throws IOException {
        output.startColumn(column, group.size());
        for (int from = 0; from < group.size(); from += PAGE_ROWS) {
            int rows = Math.min(PAGE_ROWS, group.size() - from);
            page.begin(rows);
            page.putFloats(values, offset + from * stride, stride, rows);
            output.addPage(column, page);
        }
        output.endColumn();
    }

    private void writeInts(int column, int[] values) throws IOException {
        output.startColumn(column, group.size());
        for (int from = 0; from < group.size(); from += PAGE_ROWS) {
            int rows = Math.min(PAGE_ROWS, group.size() - from);
            page.begin(rows);
            page.putInts(values, from, rows);
            output.addPage(column, page);
        }
        output.endColumn();
    }

    private void writeLists(int column, JaggedIds lists) throws IOException {
        output.startColumn(column, entries(lists));
        for (int from = 0; from < group.size(); ) {
            int rows = rowsOfPage(lists, from);
            page.begin(rows);
            page.putLists(lists, from, rows);
            output.addPage(column, page);
            from += rows;
        }
        output.endColumn();
    }

    /** A row without ids counts as one entry. */
    private static long entries(JaggedIds lists) {
        long entries = lists.count();
        for (int row = 0; row < lists.rows(); row++) {
            entries += lists.start(row + 1) == lists.start(row) ? 1 : 0;
        }
        return entries;
    }

    private static int rowsOfPage(JaggedIds lists, int from) {
        int rows = 1;
        while (rows < PAGE_ROWS
                && from + rows < lists.rows()
                && lists.start(from + rows) - lists.start(from) < PAGE_IDS) {
            rows++;
        }
        return rows;
    }

    private CampanileException failure(IOException cause) {
        return new CampanileException(location + " cannot be written: " + cause.getMessage(), cause);
    }
}
