package org.campanile.core.training;

import java.util.Arrays;

/** The rows that any worker touched, ascending, each with the number of workers that did. */
final class TouchedRows {
    private final int[] rows;
    private final int[] workers;
    private final int size;

    private TouchedRows(int[] rows, int[] workers, int size) {
        this.rows = rows;
        this.workers = workers;
        this.size = size;
    }

    /** @param byWorker each worker's touched rows, without duplicates */
    static TouchedRows union(int[][] byWorker) {
        int[] rows = Arrays.stream(byWorker).flatMapToInt(Arrays::stream).toArray();
        Arrays.sort(rows);
        int[] workers = new int[rows.length];
        int size = 0;
        for (int row : rows) {
            if (size == 0 || rows[size - 1] != row) {
                rows[size++] = row;
            }
            workers[size - 1]++;
        }
        return new TouchedRows(rows, workers, size);
    }

    int size() {
        return size;
    }

    int row(int index) {
        return rows[index];
    }

    /** How many workers touched the row; at least 1. */
    int workers(int index) {
        return workers[index];
    }
}
