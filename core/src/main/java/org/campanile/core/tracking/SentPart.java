package org.campanile.core.tracking;

/**
 * A part of a file that a store has.
 *
 * @param etag  the store's tag of it, with which it is put together with the others; empty with stores without
 * @param md5   of its bytes as they were sent
 * @param block the store's name of it; empty with stores that go by number
 */
record SentPart(String etag, String md5, String block) {}
