package org.campanile.core.math;

import org.bytedeco.javacpp.FloatPointer;

/** A pointer into memory that another pointer owns. Moving it allocates nothing, unlike JavaCPP's own views. */
final class MovablePointer extends FloatPointer {
    /** Held so that the memory cannot be collected while native code works through this pointer alone. */
    final FloatPointer base;

    MovablePointer(FloatPointer base) {
        this.base = base;
        moveTo(0);
    }

    /** Points at an element of the base from now on. */
    MovablePointer moveTo(long element) {
        address = base.address() + element * Float.BYTES;
        limit = base.limit() - element;
        capacity = limit;
        return this;
    }
}
