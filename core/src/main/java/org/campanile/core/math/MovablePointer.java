package org.campanile.core.math;

import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** A pointer into memory that another pointer owns. Moving it allocates nothing, unlike JavaCPP's own views. */
final class MovablePointer extends FloatPointer {
    /** Held so that the memory cannot be collected while native code works through this pointer alone. */
    @Nullable
    FloatPointer base;

    /** Points at an element of the memory from now on. */
    MovablePointer moveTo(FloatPointer owner, long element) {
        base = owner;
        address = owner.address() + element * Float.BYTES;
        limit = owner.limit() - element;
        capacity = limit;
        return this;
    }
}
