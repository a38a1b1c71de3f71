package org.campanile.core.collective;

import java.nio.ByteBuffer;
import java.util.Objects;

/** The numbers {@code values[from]} to {@code values[from + length - 1]}. */
public final class IntRange implements Outgoing, Incoming {
    private final int[] values;
    private final int from;
    private final int length;

    public IntRange(int[] values, int from, int length) {
        Objects.checkFromIndexSize(from, length, values.length);
        this.values = values;
        this.from = from;
        this.length = length;
    }

    @Override
    public NumberKind kind() {
        return NumberKind.INTS;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int encode(int index, ByteBuffer target) {
        int count = Math.min(length - index, target.remaining() / Integer.BYTES);
        target.asIntBuffer().put(values, from + index, count);
        target.position(target.position() + count * Integer.BYTES);
        return count;
    }

    @Override
    public int decode(int index, ByteBuffer source) {
        int count = Math.min(length - index, source.remaining() / Integer.BYTES);
        source.asIntBuffer().get(values, from + index, count);
        source.position(source.position() + count * Integer.BYTES);
        return count;
    }

    @Override
    public void take(Outgoing source) {
        IntRange other = (IntRange) source;
        System.arraycopy(other.values, other.from, values, from, length);
    }
}
