package org.campanile.core.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;

/** The file of a bundle that holds its golden queries. */
final class GoldenFile {
    static final String NAME = "golden.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private GoldenFile() {}

    static void write(FileStore bundle, List<GoldenQuery> queries) throws IOException {
        try (FileOutput out = bundle.create(NAME)) {
            out.write(JSON.writeValueAsBytes(queries));
        }
    }

    static List<GoldenQuery> read(FileStore bundle) {
        try (InputStream in = bundle.read(NAME)) {
            return JSON.readValue(in, new TypeReference<List<GoldenQuery>>() {});
        } catch (IOException e) {
            throw new CampanileException(bundle.root() + "/" + NAME + " cannot be read: " + e.getMessage(), e);
        }
    }
}
