package org.campanile.spark.preparation.amazonbook;

import org.campanile.spark.preparation.text.InteractionValues;
import org.campanile.spark.preparation.text.LineParser;
import org.jspecify.annotations.Nullable;

/** A line {@code user,item,order}; the order is the item's place among the user's, from 0. */
final class OrderedItem {
    private OrderedItem() {}

    /** Reads the lines of a part. */
    static LineParser in(@Nullable String part) {
        return fields -> InteractionValues.of(
                fields.identifier(0, "user"),
                fields.identifier(1, "item"),
                fields.integer(2, "order"),
                0,
                InteractionValues.NO_RATING,
                part);
    }
}
