package org.campanile.core.collective;

import java.nio.ByteBuffer;

/** A range of an array to be sent. It refers to the array, which must not change until the message is sent. */
public sealed interface Outgoing permits FloatRange, HalfRange, IntRange {
    NumberKind kind();

    int length();

    /**
     * Writes the numbers from {@code index} on, as many as fit, in the buffer's byte order.
     *
     * @return how many were written
     */
    int encode(int index, ByteBuffer target);
}
