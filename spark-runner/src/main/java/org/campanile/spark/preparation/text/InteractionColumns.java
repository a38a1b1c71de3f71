package org.campanile.spark.preparation.text;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the fields of a delimited line mean user, item, rating and time: places from 0, or {@link #ABSENT}.
 *
 * @param user   never absent
 * @param item   never absent
 * @param rating may be absent
 * @param time   may be absent
 */
public record InteractionColumns(int user, int item, int rating, int time) implements Serializable {
    /** The place of a column that there is none of. */
    public static final int ABSENT = -1;

    private static final long serialVersionUID = 1L;

    /* Lower case, without anything but letters. */
    private static final List<String> USER = List.of("user", "userid", "uid", "reviewerid");
    private static final List<String> ITEM =
            List.of("parentasin", "item", "itemid", "iid", "movieid", "productid", "asin", "docid", "articleid");
    private static final List<String> RATING = List.of("rating", "overall", "score", "stars", "value");
    private static final List<String> TIME = List.of("timestamp", "time", "unixreviewtime");

    /** The columns user, item, rating and time in this order, as many as there are. */
    public static InteractionColumns inOrder(int fields) {
        return new InteractionColumns(0, 1, fields > 2 ? 2 : ABSENT, fields > 3 ? 3 : ABSENT);
    }

    /**
     * The columns by the names of a header, such as {@code userId}, {@code parent_asin} or RecBole's
     * {@code item_id:token}; empty when the line names no user or no item, and so is no header.
     */
    public static Optional<InteractionColumns> named(List<String> header) {
        List<String> names = header.stream().map(InteractionColumns::plain).toList();
        int user = first(names, USER);
        int item = first(names, ITEM);
        return user < 0 || item < 0
                ? Optional.empty()
                : Optional.of(new InteractionColumns(user, item, first(names, RATING), first(names, TIME)));
    }

    private static int first(List<String> names, List<String> wanted) {
        return wanted.stream()
                .map(names::indexOf)
                .filter(place -> place >= 0)
                .findFirst()
                .orElse(ABSENT);
    }

    private static String plain(String name) {
        String withoutType = name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
        return withoutType.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
