package org.campanile.core.checkpoint;

/**
 * One file of a checkpoint.
 *
 * @param path   relative to the checkpoint's folder
 * @param bytes  its length
 * @param sha256 its checksum, hexadecimal
 */
record CheckpointFile(String path, long bytes, String sha256) {}
