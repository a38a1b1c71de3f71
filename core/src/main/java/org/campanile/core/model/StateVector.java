package org.campanile.core.model;

/**
 * Numbers that training goes on with and that are no parameters, such as the momentum of an outer optimizer. The same on
 * all workers after an averaging. Changed by the training thread.
 */
public final class StateVector {
    private final String name;
    private final float[] values;

    /**
     * @param name   unique within the state
     * @param values the numbers themselves, not a copy
     */
    public StateVector(String name, float[] values) {
        this.name = name;
        this.values = values;
    }

    public String name() {
        return name;
    }

    /** The numbers, to be read and written. */
    public float[] values() {
        return values;
    }
}
