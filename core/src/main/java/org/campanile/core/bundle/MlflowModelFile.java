package org.campanile.core.bundle;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The file by which MLflow recognises a model, with Campanile's own flavor. */
final class MlflowModelFile {
    static final String NAME = "MLmodel";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private MlflowModelFile() {}

    static byte[] contents(String modelType, String version, Map<String, String> software) {
        return """
                flavors:
                  campanile:
                    campanile_version: %s
                    model_type: %s
                    model_version: %s
                    data: .
                utc_time_created: %s
                """.formatted(
                        quoted(software.getOrDefault("campanile", "unknown")),
                        quoted(modelType),
                        quoted(version),
                        quoted(TIME.format(Instant.now())))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
