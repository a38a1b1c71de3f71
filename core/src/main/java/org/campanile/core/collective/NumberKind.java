package org.campanile.core.collective;

/** The kind of numbers in a message; all take four bytes. */
public enum NumberKind {
    FLOATS(1, "floats"),
    INTS(2, "ints");

    final int code;
    private final String text;

    NumberKind(int code, String text) {
        this.code = code;
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
