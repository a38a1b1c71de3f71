package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes a run's bundle known as a model: as one among the run's artifacts, and as a version of a registered model. Done
 * again it changes nothing.
 */
final class ModelRegistration {
    static final String MODEL = "bundle";

    private final MlflowApi api;
    private final String runId;

    ModelRegistration(MlflowApi api, String runId) {
        this.api = api;
        this.runId = runId;
    }

    /** Whether there is a model among the files that a run sends. */
    static boolean hasModel(RunFolder folder, RunRecord run) {
        return run.artifacts.contains(MODEL) && Files.exists(description(folder));
    }

    private static Path description(RunFolder folder) {
        return folder.bundle().resolve("MLmodel");
    }

    /** Tells that the run has made a model. */
    void logModel(RunFolder folder) throws SendException, IOException {
        ObjectNode model = Json.MAPPER.createObjectNode().put("run_id", runId).put("artifact_path", MODEL);
        try {
            Object contents =
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(description(folder)));
            JsonNode described = Json.MAPPER.valueToTree(contents);
            described.fields().forEachRemaining(field -> model.set(field.getKey(), field.getValue()));
        } catch (YamlEngineException e) {
            throw new IOException(description(folder) + " is not YAML: " + e.getMessage(), e);
        }
        api.logModel(runId, model);
    }

    /**
     * Makes the model a version of the run's registered model, which is created if missing.
     *
     * @param source      where the model's files are
     * @param loggedModel the logged model there; empty where the server has no such
     * @return the version's number, as text
     */
    String register(RunRecord run, String source, String loggedModel) throws SendException {
        String version = api.findModelVersion(run.registers, runId).orElse("");
        if (version.isEmpty()) {
            api.createRegisteredModel(run.registers);
            version = api.createModelVersion(run.registers, source, runId, loggedModel);
        }
        if (!run.registersAs.isEmpty()) {
            api.setAlias(run.registers, run.registersAs, version);
        }
        return version;
    }
}
