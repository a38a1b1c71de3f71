package org.campanile.core.storage;

/**
 * What a file holds, whatever its name.
 *
 * @param bytes  its length
 * @param sha256 its checksum, hexadecimal
 */
public record FileContent(long bytes, String sha256) {}
