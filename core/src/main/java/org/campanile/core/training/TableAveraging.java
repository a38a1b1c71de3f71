package org.campanile.core.training;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.collective.Collective;
import org.campanile.core.embedding.TableState;

/**
 * Averages the touched rows of replicated tables.
 *
 * <p>The workers tell one another which rows they touched; the records of those rows, zeros for a row this worker did
 * not touch, are summed and divided by the number of workers that touched the row. Rows are told in windows of the
 * table and summed in blocks, so that no array grows with the table.
 */
final class TableAveraging {
    /* Rows told at a time, by all workers together, and numbers summed at a time: about 16 MB each. */
    private static final int MAX_ROWS = 1 << 22;
    private static final int BLOCK_LENGTH = 1 << 22;

    private final Collective collective;
    private final int maxRows;
    private final int blockLength;
    private float[] block = new float[0];

    TableAveraging(Collective collective) {
        this(collective, MAX_ROWS, BLOCK_LENGTH);
    }

    TableAveraging(Collective collective, int maxRows, int blockLength) {
        this.collective = collective;
        this.maxRows = maxRows;
        this.blockLength = blockLength;
    }

    void average(List<TableState> all) {
        List<TableState> tables = all.stream().filter(TableState::isReplicated).toList();
        List<int[]> touched = tables.stream().map(TableState::touchedRows).toList();
        long[] counts = countByAll(touched);
        for (int i = 0; i < counts.length; i++) {
            averageWindow(
                    tables.get(i), touched.get(i), counts[i], 0, tables.get(i).rows());
        }
    }

    /** How many rows all workers together have to tell, for each of the lists. */
    private long[] countByAll(List<int[]> touched) {
        int[][] byWorker = collective.allGather(
                touched.stream().mapToInt(rows -> rows.length).toArray());
        long[] counts = new long[touched.size()];
        for (int[] worker : byWorker) {
            Arrays.setAll(counts, i -> counts[i] + worker[i]);
        }
        return counts;
    }

    /** Averages the rows from {@code begin} to {@code end - 1}; {@code touched} are this worker's among them. */
    private void averageWindow(TableState table, int[] touched, long count, int begin, int end) {
        if (count > maxRows && end - begin > 1) {
            int middle = (begin + end) >>> 1;
            int split = firstAtLeast(touched, middle);
            int[] lower = Arrays.copyOf(touched, split);
            int[] upper = Arrays.copyOfRange(touched, split, touched.length);
            long[] counts = countByAll(List.of(lower, upper));
            averageWindow(table, lower, counts[0], begin, middle);
            averageWindow(table, upper, counts[1], middle, end);
        } else if (count > 0) {
            averageRows(table, touched, TouchedRows.union(collective.allGather(touched)));
        }
    }

    private static int firstAtLeast(int[] ascending, int value) {
        int found = Arrays.binarySearch(ascending, value);
        return found >= 0 ? found : -found - 1;
    }

    private void averageRows(TableState table, int[] touched, TouchedRows rows) {
        int width = table.dim() + table.stateSize();
        int rowsPerBlock = Math.max(1, Math.min(rows.size(), blockLength / width));
        if (block.length < rowsPerBlock * width) {
            block = new float[rowsPerBlock * width];
        }
        int own = 0;
        for (int from = 0; from < rows.size(); from += rowsPerBlock) {
            int to = Math.min(rows.size(), from + rowsPerBlock);
            own = readBlock(table, touched, own, rows, from, to);
            collective.allReduceSum(block, 0, (to - from) * width);
            writeBlock(table, rows, from, to);
        }
    }

    /** Returns the index of this worker's first touched row after the block. */
    private int readBlock(TableState table, int[] touched, int own, TouchedRows rows, int from, int to) {
        int width = table.dim() + table.stateSize();
        int next = own;
        Arrays.fill(block, 0, (to - from) * width, 0f);
        for (int i = from; i < to; i++) {
            if (next < touched.length && touched[next] == rows.row(i)) {
                table.readRecord(rows.row(i), block, (i - from) * width);
                next++;
            }
        }
        return next;
    }

    private void writeBlock(TableState table, TouchedRows rows, int from, int to) {
        int width = table.dim() + table.stateSize();
        for (int i = from; i < to; i++) {
            int begin = (i - from) * width;
            for (int k = begin; k < begin + width; k++) {
                block[k] /= rows.workers(i);
            }
            table.writeRecord(rows.row(i), block, begin);
        }
    }
}
