package org.campanile.core.config;

/** Where the rows of embedding tables are kept. */
public enum TableMemory {
    /** The Java heap: the fastest. */
    HEAP,
    /** Memory outside the heap: tables of many GiB do not burden the garbage collector. */
    NATIVE
}
