package org.campanile.examples.benchmarks.serving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer to a recall request says.
 *
 * @param version the version that it names
 * @param scores  of the items, best first
 */
record RecallAnswer(String version, List<Double> scores) {
    private static final Pattern VERSION = Pattern.compile("\"version\":\"([^\"]+)\"");
    private static final Pattern SCORE = Pattern.compile("\"score\":([-+.0-9eE]+)");

    /** Products of several users at once and of one are added up in different orders. */
    private static final double TOLERANCE = 1e-4;

    RecallAnswer {
        scores = List.copyOf(scores);
    }

    static RecallAnswer of(String body) throws IOException {
        List<Double> scores = new ArrayList<>();
        for (Matcher score = SCORE.matcher(body); score.find(); ) {
            scores.add(Double.valueOf(score.group(1)));
        }
        return new RecallAnswer(version(body), scores);
    }

    /** The version that an answer to any call names. */
    static String version(String body) throws IOException {
        Matcher version = VERSION.matcher(body);
        if (!version.find()) {
            throw new IOException("An answer names no version: " + body);
        }
        return version.group(1);
    }

    /** Whether the scores are the same but for rounding. */
    boolean hasScoresOf(RecallAnswer other) {
        if (scores.size() != other.scores.size()) {
            return false;
        }
        for (int place = 0; place < scores.size(); place++) {
            double expected = other.scores.get(place);
            if (Math.abs(scores.get(place) - expected) > TOLERANCE * Math.max(1, Math.abs(expected))) {
                return false;
            }
        }
        return true;
    }
}
