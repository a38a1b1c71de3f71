package org.campanile.core.shard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;

/** Reads and writes {@code dataset.json}. */
public final class ManifestFile {
    /** The file's name in the data set's folder. */
    public static final String NAME = "dataset.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Sorts properties too, so that the hash does not follow the order of declarations. */
    private static final ObjectMapper CANONICAL_JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private ManifestFile() {}

    /** Writes the manifest, which makes the folder a data set: to be done last. Replaces a manifest that is there. */
    public static void write(FileStore dataset, DatasetManifest manifest) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
        try (FileOutput out = dataset.create(NAME)) {
            byte[] bytes = (JSON.writer(printer).writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
            out.write(bytes);
        } catch (IOException e) {
            throw new CampanileException(location(dataset) + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the manifest of a data set.
     *
     * @throws CampanileException if it is absent, malformed or of another format version
     */
    public static DatasetManifest read(FileStore dataset) {
        try {
            if (!dataset.exists(NAME)) {
                throw absent(dataset);
            }
            try (InputStream in = dataset.read(NAME)) {
                return parse(JSON.readTree(in), location(dataset));
            }
        } catch (IOException e) {
            throw new CampanileException(
                    location(dataset) + " cannot be read (" + reason(e) + "): prepare the data set again", e);
        }
    }

    /** The data set's identity: SHA-256 over the manifest without its report and hash. */
    public static String contentHash(DatasetManifest manifest) {
        DatasetManifest identity = manifest.with(Map.of(), "");
        try {
            return Checksums.sha256(CANONICAL_JSON.writeValueAsString(identity));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest can always be written as JSON", e);
        }
    }

    private static DatasetManifest parse(JsonNode tree, String location) throws JsonProcessingException {
        int version = tree.path("formatVersion").asInt();
        if (version > DatasetManifest.FORMAT_VERSION) {
            throw new CampanileException(
                    "%s has format version %d, but this Campanile reads up to %d: use a newer Campanile"
                            .formatted(location, version, DatasetManifest.FORMAT_VERSION));
        }
        if (version < 1) {
            throw new CampanileException(
                    location + " has no formatVersion: it is not the manifest of a prepared data set");
        }
        if (version < DatasetManifest.FORMAT_VERSION) {
            throw new CampanileException(
                    "%s has format version %d, but this Campanile reads version %d: prepare the data set again"
                            .formatted(location, version, DatasetManifest.FORMAT_VERSION));
        }
        return JSON.treeToValue(withHistory(tree), DatasetManifest.class);
    }

    /** The part that is left out when it is empty. */
    private static JsonNode withHistory(JsonNode tree) {
        if (tree instanceof ObjectNode object && !object.has("history")) {
            object.putArray("history");
        }
        return tree;
    }

    private static CampanileException absent(FileStore dataset) throws IOException {
        String state = dataset.exists("") ? "the folder has no " + NAME : "the folder does not exist";
        return new CampanileException("No prepared data set in " + dataset.root() + ": " + state
                + "; prepare it first, or correct data.prepared");
    }

    private static String reason(IOException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return "unknown property '" + unknown.getPropertyName() + "'";
        }
        if (failure instanceof JsonMappingException mapping
                && mapping.getCause() instanceof IllegalArgumentException check) {
            return String.valueOf(check.getMessage());
        }
        return failure instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : String.valueOf(failure.getMessage());
    }

    private static String location(FileStore dataset) {
        return dataset.root() + "/" + NAME;
    }
}
