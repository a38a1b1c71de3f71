package org.campanile.core.tracking;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How far one tracking server has been told of a run; an entry of {@code tracking.json}. Owned by one thread. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
final class SentState {
    private static final TypeReference<LinkedHashMap<String, SentState>> BY_URI = new TypeReference<>() {};

    /** The server's id of the run; empty before it has one. */
    String runId = "";

    String artifactUri = "";
    /** Parameters are only ever added, so their number says which. */
    int parameters;

    Map<String, String> tags = new LinkedHashMap<>();
    /** Content hash of the data set that the server knows of. */
    String dataHash = "";

    long metricLines;
    long metricBytes;
    /** Size and time of each file as it was sent, by path. */
    Map<String, String> artifacts = new LinkedHashMap<>();

    /** Files that go in parts and have not arrived whole, by path. */
    Map<String, UnfinishedUpload> uploads = new LinkedHashMap<>();

    /** Whether the server was told of a model among the run's artifacts. */
    boolean model;
    /** The server's id of the logged model that keeps the bundle; empty before there is one, and where there are none. */
    String loggedModel = "";

    String loggedModelUri = "";
    /** Whether the server was asked for a logged model and has no such. */
    boolean withoutLoggedModels;
    /** What the server has been told of the logged model. */
    Set<LoggedModelStep> loggedModelSteps = EnumSet.noneOf(LoggedModelStep.class);
    /** Whether the server was told that files of the logged model are missing for good. */
    boolean loggedModelFailed;
    /** Number of the registered model's version; empty before there is one. */
    String modelVersion = "";

    RunStatus status = RunStatus.RUNNING;

    static SentState load(RunFolder folder, String uri) throws IOException {
        return loadAll(folder).getOrDefault(uri, new SentState());
    }

    void save(RunFolder folder, String uri) throws IOException {
        Map<String, SentState> all = loadAll(folder);
        all.put(uri, this);
        RunFiles.replaceJson(file(folder), all);
    }

    private static Map<String, SentState> loadAll(RunFolder folder) throws IOException {
        Path file = file(folder);
        return Files.exists(file) ? Json.MAPPER.readValue(file.toFile(), BY_URI) : new LinkedHashMap<>();
    }

    private static Path file(RunFolder folder) {
        return folder.path().resolve(RunFolder.TRACKING);
    }
}
