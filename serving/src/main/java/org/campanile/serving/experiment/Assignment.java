package org.campanile.serving.experiment;

/**
 * What an experiment has decided for a user.
 *
 * @param experiment its name
 * @param arm        the model version that the user gets, or {@link TrafficSplit#HOLD_OUT}
 */
public record Assignment(String experiment, String arm) {
    /** Whether the user gets no model's recommendations. */
    public boolean isHeldOut() {
        return arm.equals(TrafficSplit.HOLD_OUT);
    }
}
