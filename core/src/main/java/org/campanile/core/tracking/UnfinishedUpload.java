package org.campanile.core.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a file has come that goes in parts: what another process needs to go on with it, in {@code tracking.json}. Holds
 * neither addresses nor credentials. Immutable.
 *
 * @param id        what the store calls the upload; empty with stores that know no such names
 * @param size      of the file, in bytes
 * @param partBytes size of all parts but the last
 * @param parts     those that have arrived, from the first
 */
record UnfinishedUpload(String id, long size, int partBytes, List<SentPart> parts) {

    UnfinishedUpload {
        parts = List.copyOf(parts);
    }

    UnfinishedUpload named(String name) {
        return new UnfinishedUpload(name, size, partBytes, parts);
    }

    UnfinishedUpload with(SentPart part) {
        List<SentPart> all = new ArrayList<>(parts);
        all.add(part);
        return new UnfinishedUpload(id, size, partBytes, all);
    }

    int partCount() {
        return Math.toIntExact((size + partBytes - 1) / partBytes);
    }

    /**
     * Whether the parts that have arrived are still those of the file. What has not been sent yet is read when it is, so the
     * sums of these parts say as much as one of the whole file, which would have to be read once more before it is sent.
     */
    boolean isOf(Path file) throws IOException {
        if (Files.size(file) != size) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            for (SentPart part : parts) {
                if (!part.md5().equals(StoredSum.md5(bytes.readNBytes(partBytes)))) {
                    return false;
                }
            }
        }
        return true;
    }
}
