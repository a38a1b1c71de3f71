package org.campanile.spark.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was recommended.
 *
 * @param output  location of the table
 * @param k       length of the lists
 * @param users   users with a list
 * @param asked   users that were asked for
 * @param seconds duration
 */
public record RecommendationReport(String output, int k, long users, long asked, double seconds) {
    /** Lines for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%,d users, %d items each at most, in %.1f s", users, k, seconds));
        if (asked > users) {
            lines.add(String.format(Locale.ROOT, "%,d users are unknown to the model and got none", asked - users));
        }
        lines.add("output " + output);
        return lines;
    }
}
