package org.campanile.dlrm;

import org.campanile.core.Check;
import org.campanile.core.config.Option;
import org.campanile.core.embedding.Composition;

/** An entry of {@code model.tables}: how the embedding of one feature is kept, where that differs from the others. */
public record FeatureTable(
        @Option(
                "The feature, a categorical one or a sequence; features with the same vocabulary share this, as they share"
                        + " the table.")
        String feature,

        @Option(
                value =
                        "Length of its embedding, where that may differ, in dcn; 0: that of the others, model.embedding-dim.",
                defaultValue = "0",
                range = "[0, 4096]")
        int embeddingDim,

        @Option(
                value =
                        "full: a row for every value; hashed: fewer rows, which rarer values share; quotient-remainder: two"
                                + " small tables, of which every value has a pair of rows of its own.",
                defaultValue = "full")
        Method method,

        @Option(
                value =
                        "Hashed: rows of the table; quotient-remainder: rows of the table of remainders, 0: the root of the"
                                + " number of values, which takes least memory.",
                defaultValue = "0",
                range = "[0, 2147483647]")
        int rows,

        @Option(
                value = "Quotient-remainder: how a pair of rows makes a vector: multiply, add or concat.",
                defaultValue = "multiply")
        Composition composition) {

    /** From the values of a feature to rows. */
    public enum Method {
        FULL,
        HASHED,
        QUOTIENT_REMAINDER
    }

    public FeatureTable {
        Check.that(!feature.isBlank(), "feature of a table is empty");
        Check.that(
                method != Method.FULL || rows == 0,
                "rows of the table of %s are %d, but its method is full, a row for every value: set it to hashed or"
                        + " quotient-remainder",
                feature,
                rows);
        Check.that(
                method != Method.HASHED || rows >= 2,
                "rows of the table of %s are %d, but its method is hashed; allowed: at least 2, of which one is for"
                        + " unknown values",
                feature,
                rows);
    }

    /** Length of the feature's embedding, given that of others. */
    int dim(int others) {
        return embeddingDim == 0 ? others : embeddingDim;
    }
}
