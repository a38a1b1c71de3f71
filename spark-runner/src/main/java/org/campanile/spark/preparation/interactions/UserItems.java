package org.campanile.spark.preparation.interactions;

import java.util.ArrayList;
import java.util.List;
import org.campanile.spark.preparation.interactions.InteractionsOptions.Layout;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.InteractionValues;
import org.campanile.spark.preparation.text.LineExpander;
import org.campanile.spark.preparation.text.RejectedRow;
import org.jspecify.annotations.Nullable;

/**
 * A line {@code user item item ...}: one row per item.
 *
 * @param layout in a sequence an item's time is its place, in a list all items have the same time
 * @param start  time of a line's first item
 * @param part   what the rows have in {@link org.campanile.spark.preparation.RawInteractions#PART}
 */
record UserItems(
        Delimiter delimiter,
        Layout layout,
        long start,
        @Nullable String part) implements LineExpander {
    private static final long serialVersionUID = 1L;

    /** {@code no-items} for a user alone, and what is wrong with the fields. */
    @Override
    public List<Object[]> expand(String line) throws RejectedRow {
        Fields fields = delimiter.split(line);
        String user = fields.identifier(0, "user");
        List<Object[]> rows = new ArrayList<>(fields.size() - 1);
        for (int field = 1; field < fields.size(); field++) {
            long time = layout == Layout.SEQUENCES ? start + field - 1 : start;
            String item = fields.identifier(field, "item");
            rows.add(InteractionValues.of(user, item, time, 0, InteractionValues.NO_RATING, part));
        }
        if (rows.isEmpty()) {
            throw new RejectedRow("no-items");
        }
        return rows;
    }
}
