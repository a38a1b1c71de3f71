package org.campanile.core.collective;

/** What the workers are doing together; travels with every message, so that workers out of step are found out. */
public enum Phase {
    ALL_REDUCE(1, "all-reduce"),
    ALL_GATHER(2, "all-gather"),
    BROADCAST(3, "broadcast"),
    BARRIER(4, "barrier"),
    ALL_TO_ALL(5, "all-to-all");

    final int code;
    private final String text;

    Phase(int code, String text) {
        this.code = code;
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
