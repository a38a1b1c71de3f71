package org.campanile.serving.http;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks of what a body says against the limits. Failures are {@link HttpFailure}s with status 400. */
final class BodyChecks {
    private final RequestLimits limits;

    BodyChecks(RequestLimits limits) {
        this.limits = limits;
    }

    RequestLimits limits() {
        return limits;
    }

    /** The length of a list; null: 10, or the limit where that is less. */
    int topK(@Nullable Integer value) {
        if (value == null) {
            return Math.min(10, limits.topK());
        }
        if (value < 1 || value > limits.topK()) {
            throw HttpFailure.badRequest("top_k is " + value + "; allowed: 1 to " + limits.topK() + ".");
        }
        return value;
    }

    /** The ids; null: none. Distinct where a set is wanted is up to the caller. */
    List<String> ids(String field, @Nullable List<ItemId> ids) {
        return ids == null
                ? List.of()
                : limited(field, ids).stream().map(ItemId::text).toList();
    }

    /** The values by feature; null: none. */
    <V> Map<String, V> features(String field, @Nullable Map<String, V> features) {
        if (features == null) {
            return Map.of();
        }
        if (features.size() > limits.features()) {
            throw HttpFailure.badRequest(
                    field + " has " + features.size() + " features; allowed: at most " + limits.features() + ".");
        }
        return features;
    }

    /** The same list if it is not too long. */
    <T> List<T> limited(String field, List<T> list) {
        if (list.size() > limits.list()) {
            throw HttpFailure.badRequest(
                    field + " has " + list.size() + " entries; allowed: at most " + limits.list() + ".");
        }
        return list;
    }

    /** The same value if the client gave one. */
    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw HttpFailure.badRequest("The field " + field + " is missing.");
        }
        return value;
    }

    /** Whether any is given. */
    static boolean anyGiven(@Nullable Object... values) {
        return Stream.of(values).anyMatch(value -> value != null);
    }
}
