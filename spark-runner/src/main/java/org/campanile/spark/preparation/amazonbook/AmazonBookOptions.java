package org.campanile.spark.preparation.amazonbook;

import org.campanile.core.config.Option;
import org.campanile.core.config.SourceOptions;

/** Options of the source {@code amazon-book}. */
public record AmazonBookOptions(
        @Option(
                value =
                        "Order of the first two columns of ratings in CSV files without a header: user-first (the dumps of"
                                + " 2014), item-first (those of 2018), or auto, which tells an item by its ten characters.",
                defaultValue = "auto")
        ColumnOrder columns)
        implements SourceOptions {

    /** What stands in the first column. */
    public enum ColumnOrder {
        AUTO,
        USER_FIRST,
        ITEM_FIRST
    }
}
