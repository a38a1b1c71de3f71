package org.campanile.core.transform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;

/** Reads and writes transforms as JSON. Equal transforms give equal bytes, so that the checksum is their identity. */
public final class TransformFile {
    /** The file's name in a data set's folder. */
    public static final String NAME = "transform.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TransformFile() {}

    /** Writes {@value #NAME}. */
    public static TransformInfo write(FileStore folder, DatasetTransform transform) {
        byte[] bytes = bytes(transform);
        try (FileOutput out = folder.create(NAME)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new CampanileException(folder.root() + "/" + NAME + " cannot be written: " + e.getMessage(), e);
        }
        return new TransformInfo(NAME, bytes.length, hash(transform));
    }

    /**
     * Reads a transform.
     *
     * @throws CampanileException if the file is absent, damaged or another one
     */
    public static DatasetTransform read(FileStore folder, TransformInfo file) {
        String location = folder.root() + "/" + file.path();
        try (InputStream in = folder.read(file.path())) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String checksum = Checksums.sha256(text);
            if (!checksum.equals(file.sha256())) {
                throw new CampanileException(location + " is damaged or not the one that the data were made by: its"
                        + " checksum is " + checksum + " instead of " + file.sha256() + "; prepare the data set again");
            }
            return JSON.readValue(text, DatasetTransform.class);
        } catch (IOException e) {
            throw new CampanileException(
                    location + " cannot be read (" + e.getMessage() + "): prepare the data set again", e);
        }
    }

    /** The transform's identity: SHA-256 of its file. */
    public static String hash(DatasetTransform transform) {
        return Checksums.sha256(new String(bytes(transform), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(DatasetTransform transform) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(transform)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a transform can always be written as JSON", e);
        }
    }
}
