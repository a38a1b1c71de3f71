package org.campanile.core.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.CampanileException;
import org.campanile.core.metric.Calibration;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;

/** The file of a bundle that holds the calibrations of a ranking model by label; absent where there are none. */
final class CalibrationFile {
    static final String NAME = "calibration.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CalibrationFile() {}

    static void write(FileStore bundle, Map<String, Calibration> calibrations) throws IOException {
        try (FileOutput out = bundle.create(NAME)) {
            out.write(JSON.writerFor(new TypeReference<Map<String, Calibration>>() {})
                    .writeValueAsBytes(new TreeMap<>(calibrations)));
        }
    }

    static Map<String, Calibration> read(FileStore bundle) {
        try (InputStream in = bundle.read(NAME)) {
            return JSON.readValue(in, new TypeReference<Map<String, Calibration>>() {});
        } catch (IOException e) {
            throw new CampanileException(bundle.root() + "/" + NAME + " cannot be read: " + e.getMessage(), e);
        }
    }
}
