package org.campanile.core.collective;

import java.nio.ByteBuffer;
import org.campanile.core.math.HalfPrecision;

/** The numbers of a range, each of which is a half-precision number, in two bytes each. */
final class HalfRange implements Outgoing, Incoming {
    private final FloatRange range;

    HalfRange(FloatRange range) {
        this.range = range;
    }

    FloatRange range() {
        return range;
    }

    @Override
    public NumberKind kind() {
        return NumberKind.HALVES;
    }

    @Override
    public int length() {
        return range.length();
    }

    @Override
    public int encode(int index, ByteBuffer target) {
        int count = Math.min(length() - index, target.remaining() / Short.BYTES);
        int from = range.from + index;
        for (int i = 0; i < count; i++) {
            target.putShort(HalfPrecision.bits(range.values[from + i]));
        }
        return count;
    }

    @Override
    public int decode(int index, ByteBuffer source) {
        int count = Math.min(length() - index, source.remaining() / Short.BYTES);
        int from = range.from + index;
        for (int i = 0; i < count; i++) {
            range.values[from + i] = HalfPrecision.ofBits(source.getShort());
        }
        return count;
    }

    @Override
    public void take(Outgoing source) {
        range.take(((HalfRange) source).range);
    }
}
