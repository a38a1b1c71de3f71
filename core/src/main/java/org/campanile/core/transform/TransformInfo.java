package org.campanile.core.transform;

/**
 * The file of a transform.
 *
 * @param path   relative to the data set's folder
 * @param bytes  length
 * @param sha256 checksum, hexadecimal: the transform's identity
 */
public record TransformInfo(String path, long bytes, String sha256) {}
