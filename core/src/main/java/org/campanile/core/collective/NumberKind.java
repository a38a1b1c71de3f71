package org.campanile.core.collective;

/** The kind of numbers in a message; all take four bytes. */
public enum NumberKind {
    FLOATS("floats"),
    INTS("ints");

    private final String text;

    NumberKind(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
