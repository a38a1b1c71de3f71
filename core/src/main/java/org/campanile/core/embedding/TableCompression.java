package org.campanile.core.embedding;

import org.campanile.core.Check;

/**
 * How a table stands in for one with a row for every id of a vocabulary.
 *
 * @param mapping which row an id has
 * @param center  initial values lie around it
 * @param dim     length of the rows of the table that it stands in for, for accounts of memory; 0 where another table of the
 *                same ids is counted in its place
 */
public record TableCompression(RowMapping mapping, float center, int dim) {
    public TableCompression {
        Check.that(Float.isFinite(center), "center must be finite, but is %s", center);
    }

    /** A table that has a row for every id itself. */
    static TableCompression none(int rows, int dim) {
        return new TableCompression(new RowMapping.Direct(rows), 0, dim);
    }
}
