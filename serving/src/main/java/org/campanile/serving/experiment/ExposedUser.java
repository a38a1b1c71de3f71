package org.campanile.serving.experiment;

import java.util.HashMap;
import java.util.Map;

/** A user who was shown something, and the sum of what came of it. Mutable; for one thread. */
final class ExposedUser {
    private static final String SEVERAL = "";

    private final Map<String, Long> firstByItem = new HashMap<>();
    private String arm;
    private String firstArm = SEVERAL;
    private String firstShares = "";
    private long first = Long.MAX_VALUE;
    private double outcome;

    ExposedUser(String arm) {
        this.arm = arm;
    }

    /** @param shares of the arms at the time, as {@link ArmShares#text()} writes them */
    void show(String shownBy, String shares, String item, long time) {
        if (!arm.equals(shownBy)) {
            arm = SEVERAL;
        }
        if (time < first) {
            first = time;
            firstArm = shownBy;
            firstShares = shares;
        }
        firstByItem.merge(item, time, Math::min);
    }

    /** Adds what the user did if the item it did it on, or any if that does not matter, had been shown by then. */
    boolean add(Outcome did) {
        Long shown = did.item() == null ? Long.valueOf(first) : firstByItem.get(did.item());
        boolean counts = shown != null && (did.time() == null || did.time() >= shown);
        if (counts) {
            outcome += did.value();
        }
        return counts;
    }

    /** Whether the user was in more than one arm, whose effects cannot be told apart. */
    boolean isInSeveralArms() {
        return arm.equals(SEVERAL);
    }

    String arm() {
        return arm;
    }

    /** The arm that the user was in first. */
    String firstArm() {
        return firstArm;
    }

    /** The shares of the arms then. */
    String firstShares() {
        return firstShares;
    }

    /** Sum of the values of the user's outcomes. */
    double outcome() {
        return outcome;
    }
}
