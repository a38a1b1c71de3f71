package org.campanile.core.collective;

/** What the workers are doing together; travels with every message, so that workers out of step are found out. */
public enum Phase {
    ALL_REDUCE("all-reduce"),
    ALL_GATHER("all-gather"),
    BROADCAST("broadcast"),
    BARRIER("barrier");

    private final String text;

    Phase(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
