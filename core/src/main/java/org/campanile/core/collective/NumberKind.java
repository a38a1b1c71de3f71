package org.campanile.core.collective;

/** The kind of numbers in a message. */
public enum NumberKind {
    FLOATS(1, Float.BYTES, "floats"),
    INTS(2, Integer.BYTES, "ints"),
    HALVES(3, Short.BYTES, "half-precision floats");

    final int code;

    /** Bytes of a number. */
    final int bytes;

    private final String text;

    NumberKind(int code, int bytes, String text) {
        this.code = code;
        this.bytes = bytes;
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
