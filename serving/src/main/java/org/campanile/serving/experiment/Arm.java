package org.campanile.serving.experiment;

import org.campanile.core.CampanileException;

/**
 * A model version that takes part in an experiment.
 *
 * @param version the model's version id
 * @param share   of the users who are not held out, in (0, 1]
 */
public record Arm(String version, double share) {
    public Arm {
        if (version.isBlank() || version.equals(TrafficSplit.HOLD_OUT)) {
            throw new CampanileException("An arm of an experiment has the version '" + version
                    + "': give a model's version id, which is neither blank nor " + TrafficSplit.HOLD_OUT + ".");
        }
        if (!(share > 0 && share <= 1)) {
            throw new CampanileException(
                    "The share of version " + version + " is " + share + ": it must be greater than 0 and at most 1.");
        }
    }
}
