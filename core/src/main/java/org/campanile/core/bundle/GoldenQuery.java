package org.campanile.core.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to a model in raw values, and the model's answer.
 *
 * @param user    id of a user of a retrieval model; null for none
 * @param history ids of the items that this user took before, the newest last
 * @param row     raw values by name: of a ranking model's sample, or the features of a retrieval model's user
 * @param answer  the user's vectors one after the other, or the sample's predictions
 */
record GoldenQuery(@Nullable String user, List<String> history, Map<String, Object> row, List<Float> answer) {
    GoldenQuery {
        history = List.copyOf(history);
        row = Collections.unmodifiableMap(new LinkedHashMap<>(row));
        answer = List.copyOf(answer);
    }

    static GoldenQuery ofUser(@Nullable String user, List<String> history) {
        return ofUser(user, history, Map.of());
    }

    static GoldenQuery ofUser(@Nullable String user, List<String> history, Map<String, Object> features) {
        return new GoldenQuery(user, history, features, List.of());
    }

    static GoldenQuery ofRow(Map<String, Object> row) {
        return new GoldenQuery(null, List.of(), row, List.of());
    }

    /** With the numbers from {@code from} on as the answer. */
    GoldenQuery answered(float[] numbers, int from, int count) {
        List<Float> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            answers.add(numbers[from + i]);
        }
        return new GoldenQuery(user, history, row, answers);
    }

    /** What is asked, for messages. */
    String question() {
        return "user " + user + " with the history " + history + " and the values " + row;
    }
}
