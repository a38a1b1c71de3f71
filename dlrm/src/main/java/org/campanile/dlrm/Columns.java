package org.campanile.dlrm;

import java.util.Arrays;
import org.campanile.core.math.FloatMatrix;

/** Moves some adjoining columns of some rows of a matrix. */
final class Columns {
    private Columns() {}

    /** Reads {@code width} columns of some rows to {@code out}, {@code [rows, width]}. */
    static void read(FloatMatrix matrix, int firstRow, int rows, int column, float[] out, int width) {
        if (width == matrix.columns()) {
            matrix.read(firstRow, 0, out, 0, rows * width);
            return;
        }
        for (int row = 0; row < rows; row++) {
            matrix.read(firstRow + row, column, out, row * width, width);
        }
    }

    /** Writes {@code width} columns of some rows from {@code values}, {@code [rows, width]}. */
    static void write(FloatMatrix matrix, int firstRow, int rows, int column, float[] values, int width) {
        if (width == matrix.columns()) {
            matrix.write(firstRow, 0, values, 0, rows * width);
            return;
        }
        for (int row = 0; row < rows; row++) {
            matrix.write(firstRow + row, column, values, row * width, width);
        }
    }

    /** Copies {@code width} columns of some rows of one matrix to another. */
    static void copy(
            FloatMatrix from,
            int fromColumn,
            FloatMatrix to,
            int toColumn,
            int firstRow,
            int rows,
            int width,
            BlockScratch scratch) {
        int atOnce = scratch.other.length / width;
        for (int done = 0; done < rows; done += atOnce) {
            int count = Math.min(atOnce, rows - done);
            read(from, firstRow + done, count, fromColumn, scratch.other, width);
            write(to, firstRow + done, count, toColumn, scratch.other, width);
        }
    }

    /** Makes some rows of a matrix zeros. */
    static void clear(FloatMatrix matrix, int firstRow, int rows, BlockScratch scratch) {
        int width = matrix.columns();
        Arrays.fill(scratch.other, 0f);
        for (int done = 0; done < rows; done += scratch.rows) {
            matrix.write(firstRow + done, 0, scratch.other, 0, Math.min(scratch.rows, rows - done) * width);
        }
    }

    /** Adds some rows of one matrix to those of another with as many columns. */
    static void add(FloatMatrix from, int firstRow, int rows, FloatMatrix to, BlockScratch scratch) {
        int width = to.columns();
        for (int done = 0; done < rows; done += scratch.rows) {
            int count = Math.min(scratch.rows, rows - done);
            from.read(firstRow + done, 0, scratch.other, 0, count * width);
            to.read(firstRow + done, 0, scratch.x, 0, count * width);
            for (int i = 0; i < count * width; i++) {
                scratch.x[i] += scratch.other[i];
            }
            to.write(firstRow + done, 0, scratch.x, 0, count * width);
        }
    }
}
