package org.campanile.core.checkpoint;

import java.util.List;
import java.util.stream.Stream;

/**
 * The contents of {@code checkpoint.json}.
 *
 * @param formatVersion version of the format
 * @param checksum      SHA-256 over this manifest with an empty checksum
 */
record CheckpointManifest(
        int formatVersion,
        CheckpointHeader header,
        List<SavedNetwork> networks,
        List<SavedTable> tables,
        List<SavedVector> vectors,
        String checksum) {
    static final int FORMAT_VERSION = 3;

    CheckpointManifest {
        networks = List.copyOf(networks);
        tables = List.copyOf(tables);
        vectors = List.copyOf(vectors);
    }

    CheckpointManifest withChecksum(String newChecksum) {
        return new CheckpointManifest(formatVersion, header, networks, tables, vectors, newChecksum);
    }

    /** All files but the manifest itself. */
    Stream<SavedFile> files() {
        return Stream.of(
                        networks.stream().flatMap(SavedNetwork::files),
                        tables.stream().flatMap(table -> table.records().stream()),
                        vectors.stream().flatMap(vector -> vector.values().stream()))
                .flatMap(files -> files);
    }

    /** What must agree with the state, network by network, table by table and vector by vector. */
    List<String> shapes() {
        return Stream.of(
                        networks.stream().map(SavedNetwork::shape),
                        tables.stream().map(SavedTable::shape),
                        vectors.stream().map(SavedVector::shape))
                .flatMap(shapes -> shapes)
                .toList();
    }
}
