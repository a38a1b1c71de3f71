package org.campanile.core.collective;

import java.nio.ByteBuffer;

/** A range of an array that an arriving message replaces or is added to. */
public sealed interface Incoming permits FloatRange, FloatSum, HalfRange, HalfSum, IntRange {
    NumberKind kind();

    int length();

    /**
     * Takes in the numbers from {@code index} on, as many as the buffer holds whole, in the buffer's byte order.
     *
     * @return how many were taken
     */
    int decode(int index, ByteBuffer source);

    /** Takes in a whole message of this kind and length straight from the sender's array. */
    void take(Outgoing source);
}
