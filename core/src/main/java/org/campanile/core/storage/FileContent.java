package org.campanile.core.storage;

import java.io.IOException;

/**
 * What a file holds, whatever its name.
 *
 * @param bytes  its length
 * @param sha256 its checksum, hexadecimal
 */
public record FileContent(long bytes, String sha256) {
    /** What a file holds now. */
    public static FileContent of(FileStore store, String path) throws IOException {
        return new FileContent(store.size(path), Checksums.sha256(store, path));
    }

    /** Whether a file holds this; its length is looked at first. */
    public boolean isIn(FileStore store, String path) throws IOException {
        return store.size(path) == bytes && Checksums.sha256(store, path).equals(sha256);
    }
}
