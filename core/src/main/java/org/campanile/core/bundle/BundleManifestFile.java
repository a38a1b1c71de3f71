package org.campanile.core.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;

/** Reads and writes {@code model.json}. */
final class BundleManifestFile {
    static final String NAME = "model.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private BundleManifestFile() {}

    /** Writes the manifest, or replaces the one that is there. */
    static void write(FileStore bundle, BundleManifest manifest) throws IOException {
        try (FileOutput out = bundle.create(NAME)) {
            out.write(JSON.writeValueAsBytes(manifest));
        }
    }

    static BundleManifest read(FileStore bundle) {
        String location = bundle.root() + "/" + NAME;
        try {
            if (!bundle.exists(NAME)) {
                throw new CampanileException("There is no model bundle in " + bundle.root() + ": it has no " + NAME
                        + "; give the bundle folder of a finished run.");
            }
            try (InputStream in = bundle.read(NAME)) {
                return parse(JSON.readTree(in), location);
            }
        } catch (JsonProcessingException e) {
            throw new CampanileException(location + " is damaged: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CampanileException(location + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static BundleManifest parse(JsonNode tree, String location) throws JsonProcessingException {
        int version = tree.path("formatVersion").asInt();
        if (version != BundleManifest.FORMAT_VERSION) {
            throw new CampanileException("%s has format version %d, but this Campanile reads version %d: %s"
                    .formatted(
                            location,
                            version,
                            BundleManifest.FORMAT_VERSION,
                            version > BundleManifest.FORMAT_VERSION
                                    ? "use a newer Campanile."
                                    : "train the model again."));
        }
        return JSON.treeToValue(tree, BundleManifest.class);
    }
}
