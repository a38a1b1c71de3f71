package org.campanile.core.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;

/** Reads and writes {@code checkpoint.json}. */
final class CheckpointManifestFile {
    static final String NAME = "checkpoint.json";

    /* In alphabetical order, so that the checksum does not depend on the version of the JSON library. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CheckpointManifestFile() {}

    /** Writes the manifest with its checksum: to be done when all other files are there. */
    static void write(FileStore checkpoint, CheckpointManifest manifest) throws IOException {
        CheckpointManifest complete = manifest.withChecksum(checksum(manifest));
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(complete)
                .getBytes(StandardCharsets.UTF_8);
        try (FileOutput out = checkpoint.create(NAME)) {
            out.write(bytes);
        }
    }

    static CheckpointManifest read(FileStore checkpoint) throws IOException, DamagedCheckpointException {
        try (InputStream in = checkpoint.read(NAME)) {
            return parse(checkpoint, JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new DamagedCheckpointException(NAME, "is missing");
        } catch (JsonProcessingException e) {
            throw new DamagedCheckpointException(NAME, "is malformed (" + e.getOriginalMessage() + ")");
        }
    }

    private static CheckpointManifest parse(FileStore checkpoint, JsonNode tree)
            throws JsonProcessingException, DamagedCheckpointException {
        int version = tree.path("formatVersion").asInt();
        if (version > CheckpointManifest.FORMAT_VERSION) {
            throw new CampanileException(String.format(
                    "%s/%s has format version %d, but this Campanile reads up to %d: use a newer Campanile",
                    checkpoint.root(), NAME, version, CheckpointManifest.FORMAT_VERSION));
        }
        if (version < CheckpointManifest.FORMAT_VERSION) {
            throw new CampanileException(String.format(
                    "%s/%s has format version %d, but this Campanile reads %d: train anew, or go on with the Campanile that"
                            + " wrote it",
                    checkpoint.root(), NAME, version, CheckpointManifest.FORMAT_VERSION));
        }
        CheckpointManifest manifest = JSON.treeToValue(tree, CheckpointManifest.class);
        if (manifest == null || !manifest.checksum().equals(checksum(manifest))) {
            throw new DamagedCheckpointException(NAME, "is not what was written: its checksum differs");
        }
        return manifest;
    }

    private static String checksum(CheckpointManifest manifest) throws JsonProcessingException {
        return Checksums.sha256(JSON.writeValueAsString(manifest.withChecksum("")));
    }
}
