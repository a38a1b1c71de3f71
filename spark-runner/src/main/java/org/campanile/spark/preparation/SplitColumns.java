package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.campanile.core.shard.Split;

/** Expressions that the methods of splitting share. */
final class SplitColumns {
    private static final int DOUBLE_BITS = 53;
    private static final double TWO_TO_MINUS_53 = 0x1p-53;

    private SplitColumns() {}

    /** Uniform in [0, 1), DOUBLE, from a pseudo-random LONG. */
    static Column uniform(Column hash) {
        return shiftrightunsigned(hash, Long.SIZE - DOUBLE_BITS).multiply(lit(TWO_TO_MINUS_53));
    }

    /** Test where the first condition holds, validation where the second does, training elsewhere. */
    static Column part(Column isTest, Column isValidation) {
        return when(isTest, name(Split.TEST))
                .when(isValidation, name(Split.VALIDATION))
                .otherwise(name(Split.TRAIN));
    }

    /** The name of a split, as a constant. */
    static Column name(Split split) {
        return lit(split.folder());
    }

    /** Latest first: a greater time, then a greater tie, then a greater item; of rows kept twice, a greater value. */
    static List<Column> latestFirst() {
        return List.of(
                col(RawInteractions.TIME).desc(),
                col(RawInteractions.TIE).desc(),
                col(RawInteractions.ITEM).desc(),
                col(RawInteractions.VALUE).desc());
    }
}
