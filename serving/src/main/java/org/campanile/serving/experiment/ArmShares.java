package org.campanile.serving.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.CampanileException;

/**
 * What share of all users each arm of an experiment should have, by which its log is checked later on. Immutable.
 *
 * @param byArm shares by the arms' names, the hold-out among them; they add up to 1
 */
public record ArmShares(Map<String, Double> byArm) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Double>> TYPE = new TypeReference<>() {};

    public ArmShares {
        byArm = Collections.unmodifiableMap(new TreeMap<>(byArm));
    }

    /** @param holdOut share of all users; the arms' shares are of the others */
    static ArmShares of(List<Arm> arms, double holdOut) {
        Map<String, Double> shares = new TreeMap<>();
        arms.forEach(arm -> shares.put(arm.version(), arm.share() * (1 - holdOut)));
        if (holdOut > 0) {
            shares.put(TrafficSplit.HOLD_OUT, holdOut);
        }
        return new ArmShares(shares);
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @param location of the text, for the message
     * @throws CampanileException when it is no such text
     */
    static ArmShares parse(String text, String location) {
        try {
            return new ArmShares(JSON.readValue(text, TYPE));
        } catch (JsonProcessingException e) {
            throw new CampanileException(
                    location + " has the shares '" + text
                            + "': each row must have those of its experiment, such as {\"VERSION\":0.98,\"hold-out\":0.02}.",
                    e);
        }
    }

    /** As an object of JSON, such as {@code {"0123456789abcdef":0.98,"hold-out":0.02}}. */
    String text() {
        try {
            return JSON.writeValueAsString(byArm);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }
}
