package org.campanile.serving.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked about a user, in raw values: ids and features as they stand in raw data. What the model did not see in
 * training is unknown to it, what is not given is missing, both as in training.
 *
 * @param user     id of the user, empty for none
 * @param features raw values by name: texts, numbers, or lists of them; may hold nulls, which are missing
 * @param history  ids of the items that the user took before, the newest last
 */
public record UserRequest(Optional<String> user, Map<String, Object> features, List<String> history) {
    public UserRequest {
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
        history = List.copyOf(history);
    }

    /** A user of whom only the id is given. */
    public static UserRequest ofUser(String user) {
        return new UserRequest(Optional.of(user), Map.of(), List.of());
    }

    /** Someone of whom only the history is given. */
    public static UserRequest ofHistory(List<String> history) {
        return new UserRequest(Optional.empty(), Map.of(), history);
    }
}
