package org.campanile.spark.preparation.amazonbook;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.campanile.core.CampanileException;
import org.campanile.spark.preparation.amazonbook.AmazonBookOptions.ColumnOrder;
import org.campanile.spark.preparation.text.EpochTime;
import org.campanile.spark.preparation.text.InteractionColumns;
import org.campanile.spark.preparation.text.InteractionValues;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;
import org.campanile.spark.preparation.text.LineParser;
import org.jspecify.annotations.Nullable;

/**
 * Where a CSV file of ratings has its columns: by its header (2023), or user, item, rating, timestamp (2014), or item, user,
 * rating, timestamp (2018).
 */
record RatingColumns(LineFormat format, InteractionColumns places) {
    private static final int COLUMNS = 4;

    /** Characters of an item's number, ASIN or ISBN; numbers of users have more. */
    private static final int ITEM_LENGTH = 10;

    /**
     * Finds the columns.
     *
     * @param lines the file's first lines
     * @throws CampanileException when neither header, option nor lines say which column is the user
     */
    static RatingColumns of(String file, List<String> lines, ColumnOrder order) {
        List<String> header = lines.isEmpty() ? List.of() : List.of(lines.get(0).split(",", -1));
        Optional<InteractionColumns> named = InteractionColumns.named(header);
        if (named.isPresent()) {
            return new RatingColumns(format(header.size(), Header.PRESENT), complete(file, named.get()));
        }
        ColumnOrder known = order == ColumnOrder.AUTO ? detect(file, lines) : order;
        int user = known == ColumnOrder.USER_FIRST ? 0 : 1;
        return new RatingColumns(format(COLUMNS, Header.ABSENT), new InteractionColumns(user, 1 - user, 2, 3));
    }

    /** Reads the lines of a part. */
    LineParser parser(@Nullable String part) {
        InteractionColumns columns = places;
        return fields -> {
            EpochTime time = EpochTime.ofSecondsOrMillis(fields.integer(columns.time(), "timestamp"));
            return InteractionValues.of(
                    fields.identifier(columns.user(), "user"),
                    fields.identifier(columns.item(), "item"),
                    time.seconds(),
                    time.tie(),
                    fields.number(columns.rating(), "rating"),
                    part);
        };
    }

    private static LineFormat format(int fields, Header header) {
        return new LineFormat(",", fields, "UTF-8", Quoting.DOUBLE_QUOTES, header);
    }

    private static InteractionColumns complete(String file, InteractionColumns columns) {
        if (columns.rating() < 0 || columns.time() < 0) {
            throw new CampanileException("The header of " + file
                    + " has no column rating or no column timestamp: Amazon's ratings have both.");
        }
        return columns;
    }

    private static ColumnOrder detect(String file, List<String> lines) {
        boolean userFirst = any(lines, row -> !isItem(row[0]) && isItem(row[1]));
        boolean itemFirst = any(lines, row -> isItem(row[0]) && !isItem(row[1]));
        if (userFirst == itemFirst && !lines.isEmpty()) {
            throw new CampanileException("Which column of " + file
                    + " is the user and which the item cannot be told: set data.columns to user-first or item-first.");
        }
        return itemFirst ? ColumnOrder.ITEM_FIRST : ColumnOrder.USER_FIRST;
    }

    private static boolean any(List<String> lines, Predicate<String[]> condition) {
        return lines.stream()
                .map(line -> line.split(",", -1))
                .filter(row -> row.length == COLUMNS)
                .anyMatch(condition);
    }

    private static boolean isItem(String field) {
        return field.strip().length() == ITEM_LENGTH;
    }
}
