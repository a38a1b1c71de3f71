package org.campanile.core.collective;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** A range to which an arriving message is added, element by element. */
public final class FloatSum implements Incoming {
    private static final int BLOCK = 4096;

    private final FloatRange range;
    private final float[] block;

    public FloatSum(FloatRange range) {
        this.range = range;
        this.block = new float[Math.min(BLOCK, range.length())];
    }

    @Override
    public NumberKind kind() {
        return NumberKind.FLOATS;
    }

    @Override
    public int length() {
        return range.length();
    }

    /* Through a block that stays in the first-level cache: adding straight from the buffer is not vectorised. */
    @Override
    public int decode(int index, ByteBuffer source) {
        int count = Math.min(range.length() - index, source.remaining() / Float.BYTES);
        FloatBuffer floats = source.asFloatBuffer();
        for (int done = 0; done < count; done += block.length) {
            int part = Math.min(block.length, count - done);
            floats.get(block, 0, part);
            range.add(block, 0, index + done, part);
        }
        source.position(source.position() + count * Float.BYTES);
        return count;
    }

    @Override
    public void take(Outgoing source) {
        range.add((FloatRange) source);
    }
}
