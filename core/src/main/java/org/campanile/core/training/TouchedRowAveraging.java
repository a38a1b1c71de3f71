package org.campanile.core.training;

import java.util.Arrays;
import org.campanile.core.collective.Collective;
import org.campanile.core.embedding.TableState;

/**
 * Averages the touched rows of replicated tables. Used by one thread.
 *
 * <p>Workers first tell each other which rows they touched, then send the records of those rows. All merge the same
 * ascending lists in rank order, so the results are bit-identical. Records travel in parts of rows [low, high) whose
 * records together stay below a bound; every worker derives the same parts from the lists.
 */
final class TouchedRowAveraging {
    /** Numbers of all workers in one part: 64 MiB. */
    private static final int MOST_NUMBERS = 1 << 24;

    private final Collective collective;

    TouchedRowAveraging(Collective collective) {
        this.collective = collective;
    }

    void average(TableState table) {
        int[][] touched = collective.allGather(table.touchedRows());
        int[] lengths = Arrays.stream(touched).mapToInt(rows -> rows.length).toArray();
        int recordSize = table.dim() + table.stateSize();
        int[] begin = new int[touched.length];
        while (!Arrays.equals(begin, lengths)) {
            int[] end = endOfPart(begin, lengths, touched, Math.max(1, MOST_NUMBERS / recordSize));
            averagePart(table, touched, begin, end);
            begin = end;
        }
    }

    /** Where a part ends in each list: at a common row, with at most {@code mostRecords} records but at least one row. */
    private static int[] endOfPart(int[] begin, int[] lengths, int[][] touched, int mostRecords) {
        int[] end = begin.clone();
        int records = 0;
        while (records < mostRecords && !Arrays.equals(end, lengths)) {
            int row = smallestRow(end, lengths, touched);
            for (int rank = 0; rank < end.length; rank++) {
                if (isAt(row, end[rank], lengths[rank], touched[rank])) {
                    end[rank]++;
                    records++;
                }
            }
        }
        return end;
    }

    private void averagePart(TableState table, int[][] touched, int[] begin, int[] end) {
        int recordSize = table.dim() + table.stateSize();
        int own = collective.world().rank();
        float[] sent = new float[(end[own] - begin[own]) * recordSize];
        for (int i = begin[own]; i < end[own]; i++) {
            table.readRecord(touched[own][i], sent, (i - begin[own]) * recordSize);
        }
        float[][] records = collective.allGather(sent);

        float[] mean = new float[recordSize];
        int[] position = begin.clone();
        while (!Arrays.equals(position, end)) {
            int row = smallestRow(position, end, touched);
            Arrays.fill(mean, 0f);
            int workers = 0;
            for (int rank = 0; rank < position.length; rank++) {
                if (isAt(row, position[rank], end[rank], touched[rank])) {
                    add(records[rank], (position[rank] - begin[rank]) * recordSize, mean);
                    position[rank]++;
                    workers++;
                }
            }
            for (int i = 0; i < recordSize; i++) {
                mean[i] /= workers;
            }
            table.writeRecord(row, mean, 0);
        }
    }

    private static void add(float[] records, int from, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += records[from + i];
        }
    }

    private static int smallestRow(int[] position, int[] end, int[][] touched) {
        int smallest = Integer.MAX_VALUE;
        for (int rank = 0; rank < position.length; rank++) {
            if (position[rank] < end[rank]) {
                smallest = Math.min(smallest, touched[rank][position[rank]]);
            }
        }
        return smallest;
    }

    private static boolean isAt(int row, int position, int end, int[] rows) {
        return position < end && rows[position] == row;
    }
}
