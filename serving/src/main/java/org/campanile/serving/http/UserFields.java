package org.campanile.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campanile.serving.model.UserRequest;
import org.jspecify.annotations.Nullable;

/** The user whom a body describes. */
final class UserFields {
    private UserFields() {}

    static UserRequest user(
            @Nullable ItemId user, @Nullable Map<String, JsonNode> features, List<String> history, BodyChecks checks) {
        Map<String, Object> values = new LinkedHashMap<>();
        checks.features("features", features).forEach((name, value) -> values.put(name, value(name, value, checks)));
        return new UserRequest(Optional.ofNullable(user).map(ItemId::text), values, history);
    }

    private static Object value(String name, JsonNode value, BodyChecks checks) {
        if (!value.isArray()) {
            return scalar(name, value);
        }
        List<Object> list = new ArrayList<>(value.size());
        value.forEach(entry -> list.add(scalar(name, entry)));
        return checks.limited("features." + name, list);
    }

    private static Object scalar(String name, JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isNumber()) {
            return value.numberValue();
        }
        throw HttpFailure.badRequest(
                "The value of the feature \"" + name + "\" is neither a string nor a number nor a list of these.");
    }
}
