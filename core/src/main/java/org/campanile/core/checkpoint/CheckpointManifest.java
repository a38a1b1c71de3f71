package org.campanile.core.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;

/**
 * The contents of {@code checkpoint.json}, the last file of a checkpoint to be written.
 *
 * @param formatVersion {@link #FORMAT_VERSION} when written by this code
 * @param iterations    optimizer steps of each dense network, by name
 * @param files         every other file of the checkpoint
 */
record CheckpointManifest(
        int formatVersion, CheckpointHeader header, Map<String, Integer> iterations, List<CheckpointFile> files) {
    static final int FORMAT_VERSION = 1;
    static final String NAME = "checkpoint.json";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    CheckpointManifest {
        iterations = Map.copyOf(iterations);
        files = List.copyOf(files);
    }

    void write(FileStore folder) throws IOException {
        try (FileOutput out = folder.create(NAME)) {
            out.write(JSON.writeValueAsBytes(this));
        }
    }

    static CheckpointManifest read(FileStore folder) throws IOException {
        try (InputStream in = folder.read(NAME)) {
            return JSON.readValue(in, CheckpointManifest.class);
        }
    }
}
