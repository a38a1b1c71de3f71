package org.campanile.core.collective;

import java.nio.ByteBuffer;
import java.util.Objects;

/** The numbers {@code values[from]} to {@code values[from + length - 1]}. */
public final class FloatRange implements Outgoing, Incoming {
    final float[] values;
    final int from;
    private final int length;

    public FloatRange(float[] values, int from, int length) {
        Objects.checkFromIndexSize(from, length, values.length);
        this.values = values;
        this.from = from;
        this.length = length;
    }

    @Override
    public NumberKind kind() {
        return NumberKind.FLOATS;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int encode(int index, ByteBuffer target) {
        int count = Math.min(length - index, target.remaining() / Float.BYTES);
        target.asFloatBuffer().put(values, from + index, count);
        target.position(target.position() + count * Float.BYTES);
        return count;
    }

    @Override
    public int decode(int index, ByteBuffer source) {
        int count = Math.min(length - index, source.remaining() / Float.BYTES);
        source.asFloatBuffer().get(values, from + index, count);
        source.position(source.position() + count * Float.BYTES);
        return count;
    }

    @Override
    public void take(Outgoing source) {
        FloatRange other = (FloatRange) source;
        System.arraycopy(other.values, other.from, values, from, length);
    }

    /** Adds the numbers of another range of this length. */
    void add(FloatRange other) {
        add(other.values, other.from, 0, length);
    }

    /** Adds {@code count} numbers, from {@code sourceFrom} on, to those from {@code index} on. */
    void add(float[] source, int sourceFrom, int index, int count) {
        int targetFrom = from + index;
        for (int i = 0; i < count; i++) {
            values[targetFrom + i] += source[sourceFrom + i];
        }
    }
}
