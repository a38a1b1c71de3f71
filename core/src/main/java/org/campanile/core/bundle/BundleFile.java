package org.campanile.core.bundle;

/**
 * One file of a bundle.
 *
 * @param path   relative to the bundle's folder
 * @param bytes  length
 * @param sha256 checksum, hexadecimal
 */
public record BundleFile(String path, long bytes, String sha256) {}
