package org.campanile.core.bundle;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.RankingOptions;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.schema.Schema;

/** The file by which MLflow recognises a model, with Campanile's own flavor and the model's signature. */
final class MlflowModelFile {
    static final String NAME = "MLmodel";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private MlflowModelFile() {}

    /** @param schema of the data set that the model was trained on */
    static byte[] contents(BundleDescription description, String version, Schema schema) {
        return """
                flavors:
                  campanile:
                    campanile_version: %s
                    model_type: %s
                    model_version: %s
                    data: .
                signature:
                  inputs: %s
                  outputs: %s
                utc_time_created: %s
                """.formatted(
                        quoted(description.software().getOrDefault("campanile", "unknown")),
                        quoted(description.configuration().model().type()),
                        quoted(version),
                        quoted(MlflowColumns.ofInputs(schema)),
                        quoted(MlflowColumns.ofOutputs(
                                outputs(description.configuration().model().options()))),
                        quoted(TIME.format(Instant.now())))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A ranking model predicts its labels, a retrieval model gives a pair of user and item a score. */
    private static List<String> outputs(ModelOptions options) {
        return options instanceof RankingOptions ranking
                ? ranking.tasks().stream().map(TaskConfiguration::label).toList()
                : List.of("score");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
