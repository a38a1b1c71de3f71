package org.campanile.core.checkpoint;

import org.campanile.core.embedding.TableState;

/** The records of a table as they were at one moment, in chunks of at most 4 MiB or one record. */
final class TableCopy implements TableState {
    private static final int CHUNK_LENGTH = 1 << 20;

    private final String name;
    private final int rows;
    private final int dim;
    private final int stateSize;
    private final int rowsPerChunk;
    private final float[][] chunks;

    TableCopy(TableState table) {
        this.name = table.name();
        this.rows = table.rows();
        this.dim = table.dim();
        this.stateSize = table.stateSize();
        this.rowsPerChunk = Math.max(1, Math.min(rows, CHUNK_LENGTH / width()));
        this.chunks = new float[(rows - 1) / rowsPerChunk + 1][];
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            chunks[chunk] = new float[Math.min(rowsPerChunk, rows - chunk * rowsPerChunk) * width()];
        }
    }

    void take(TableState table) {
        for (int row = 0; row < rows; row++) {
            table.readRecord(row, chunks[row / rowsPerChunk], offset(row));
        }
    }

    private int width() {
        return dim + stateSize;
    }

    private int offset(int row) {
        return row % rowsPerChunk * width();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public int stateSize() {
        return stateSize;
    }

    @Override
    public void readRecord(int row, float[] record, int from) {
        System.arraycopy(chunks[row / rowsPerChunk], offset(row), record, from, width());
    }

    @Override
    public void writeRecord(int row, float[] record, int from) {
        throw new UnsupportedOperationException("a copy of table " + name + " is for checkpoints alone");
    }

    @Override
    public int[] touchedRows() {
        return new int[0];
    }

    @Override
    public void clearTouched() {}
}
