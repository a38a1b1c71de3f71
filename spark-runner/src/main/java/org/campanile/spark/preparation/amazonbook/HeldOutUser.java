package org.campanile.spark.preparation.amazonbook;

import java.util.ArrayList;
import java.util.List;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.Identifier;
import org.campanile.spark.preparation.text.InteractionValues;
import org.campanile.spark.preparation.text.LineExpander;
import org.campanile.spark.preparation.text.RejectedRow;

/**
 * A line {@code user_id:U target_item:0 hist_item:I ... eval_item:I ...}: what is known of a held-out user, in time order,
 * and what is to be found. {@code target_item} is always 0 and means nothing.
 *
 * @param part the part of the items to be found
 */
record HeldOutUser(String part) implements LineExpander {
    private static final String USER = "user_id";
    private static final String TARGET = "target_item";
    private static final String KNOWN = "hist_item";
    private static final String SOUGHT = "eval_item";
    private static final long serialVersionUID = 1L;

    /** Whether a line is of this kind rather than {@code user,item,order}. */
    static boolean matches(String line) {
        return line.contains(USER + ":");
    }

    /** {@code empty-line}, {@code unknown-field}, {@code no-user}, {@code several-users}, {@code no-items}. */
    @Override
    public List<Object[]> expand(String line) throws RejectedRow {
        List<String> users = new ArrayList<>();
        List<String> known = new ArrayList<>();
        List<String> sought = new ArrayList<>();
        Fields words = Fields.words(line);
        for (int word = 0; word < words.size(); word++) {
            String text = words.text(word);
            int colon = text.indexOf(':');
            String value = text.substring(colon + 1);
            switch (text.substring(0, Math.max(colon, 0))) {
                case USER -> users.add(Identifier.of(value, "user"));
                case KNOWN -> known.add(Identifier.of(value, "item"));
                case SOUGHT -> sought.add(Identifier.of(value, "item"));
                case TARGET -> Identifier.of(value, "target");
                default -> throw new RejectedRow("unknown-field");
            }
        }
        return rows(only(users), known, sought);
    }

    private static String only(List<String> users) throws RejectedRow {
        if (users.size() != 1) {
            throw new RejectedRow(users.isEmpty() ? "no-user" : "several-users");
        }
        return users.get(0);
    }

    private List<Object[]> rows(String user, List<String> known, List<String> sought) throws RejectedRow {
        List<Object[]> rows = new ArrayList<>(known.size() + sought.size());
        for (String item : known) {
            rows.add(row(user, item, rows.size(), RawInteractions.HISTORY));
        }
        for (String item : sought) {
            rows.add(row(user, item, rows.size(), part));
        }
        if (rows.isEmpty()) {
            throw new RejectedRow("no-items");
        }
        return rows;
    }

    private static Object[] row(String user, String item, long place, String part) {
        return InteractionValues.of(user, item, place, 0, InteractionValues.NO_RATING, part);
    }
}
