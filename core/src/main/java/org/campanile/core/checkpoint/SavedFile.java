package org.campanile.core.checkpoint;

/**
 * A file of a checkpoint.
 *
 * @param path   inside the checkpoint's folder
 * @param bytes  its length
 * @param sha256 its checksum, 64 lower-case hexadecimal digits
 */
record SavedFile(String path, long bytes, String sha256) {}
