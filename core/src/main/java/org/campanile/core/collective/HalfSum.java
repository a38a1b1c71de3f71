package org.campanile.core.collective;

import java.nio.ByteBuffer;
import org.campanile.core.math.HalfPrecision;

/** A range to which an arriving message of half-precision numbers is added, element by element, in single precision. */
final class HalfSum implements Incoming {
    private final FloatRange range;

    HalfSum(FloatRange range) {
        this.range = range;
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
    public int decode(int index, ByteBuffer source) {
        int count = Math.min(length() - index, source.remaining() / Short.BYTES);
        int from = range.from + index;
        for (int i = 0; i < count; i++) {
            range.values[from + i] += HalfPrecision.ofBits(source.getShort());
        }
        return count;
    }

    @Override
    public void take(Outgoing source) {
        range.add(((HalfRange) source).range());
    }
}
