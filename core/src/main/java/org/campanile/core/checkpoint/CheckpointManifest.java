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
        String checksum) {
    static final int FORMAT_VERSION = 2;

    CheckpointManifest {
        networks = List.copyOf(networks);
        tables = List.copyOf(tables);
    }

    CheckpointManifest withChecksum(String newChecksum) {
        return new CheckpointManifest(formatVersion, header, networks, tables, newChecksum);
    }

    /** All files but the manifest itself. */
    Stream<SavedFile> files() {
        return Stream.concat(
                networks.stream()
                        .flatMap(network ->
                                Stream.concat(network.parameters().stream(), network.updaterState().stream())),
                tables.stream().flatMap(table -> table.records().stream()));
    }

    /** What must agree with the model, network by network and table by table. */
    List<String> shapes() {
        return Stream.concat(
                        networks.stream().map(SavedNetwork::shape),
                        tables.stream().map(SavedTable::shape))
                .toList();
    }
}
