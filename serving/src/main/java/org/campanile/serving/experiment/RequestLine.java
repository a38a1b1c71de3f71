package org.campanile.serving.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campanile.serving.model.UserRequest;
import org.jspecify.annotations.Nullable;

/** A line of a file of requests, with the members of the service's recommend call. */
record RequestLine(
        @JsonProperty("user_id") @Nullable String user,
        @JsonProperty("features") @Nullable Map<String, Object> features,
        @JsonProperty("hist_item") @Nullable List<String> history) {
    static final String EXAMPLE = "a request such as {\"user_id\": \"42\", \"hist_item\": [\"7\", \"9\"]}";

    UserRequest request() {
        return new UserRequest(
                Optional.ofNullable(user),
                features == null ? Map.of() : features,
                history == null ? List.of() : history);
    }
}
