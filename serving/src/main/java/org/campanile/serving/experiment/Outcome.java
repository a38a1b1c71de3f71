package org.campanile.serving.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.campanile.core.CampanileException;
import org.jspecify.annotations.Nullable;

/**
 * What a user did: a click, a purchase, minutes of reading.
 *
 * @param user  the user's id, as in the requests
 * @param item  on what; null if it does not matter, otherwise it counts only when the item was shown to the user
 * @param time  when, in milliseconds since 1970; null if unknown, otherwise it counts only from the exposure on
 * @param value how much; 1 if nothing is said
 */
record Outcome(String user, @Nullable String item, @Nullable Long time, double value) {
    Outcome {
        if (!Double.isFinite(value)) {
            throw new CampanileException(
                    "An outcome of user " + user + " has the value " + value + ": values must be finite numbers.");
        }
    }

    @JsonCreator
    static Outcome of(
            @JsonProperty(value = "user", required = true) String user,
            @JsonProperty("item") @Nullable String item,
            @JsonProperty("time") @Nullable Long time,
            @JsonProperty("value") @Nullable Double value) {
        return new Outcome(user, item, time, value == null ? 1 : value);
    }
}
