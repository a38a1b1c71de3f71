package org.campanile.core.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a run's files to where the tracking server keeps them, asks it whether it has them whole, and has the bundle among
 * them made known as a model. For one thread.
 */
final class ArtifactDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactDelivery.class);

    /** A file that has got lost so often is not going to stay. */
    private static final int MOST_LOSSES = 3;

    private final RunFolder folder;
    private final TrackingServer server;
    private final MlflowApi api;
    private final SentState sent;
    private final ArtifactTargets targets;
    private final Consumer<String> refuse;
    /** Size and time of files that are not going to be sent, by path. */
    private final Map<String, String> refused = new HashMap<>();

    /** Why; each is told once, however many files there are. */
    private final Set<String> reasons = new HashSet<>();

    private final Map<String, Integer> losses = new HashMap<>();
    private final Set<String> unverified = new TreeSet<>();
    private final ModelDelivery model;
    private final SendProgress progress;
    private @Nullable ArtifactPlace runPlace;
    private @Nullable ArtifactPlace modelPlace;
    private int count;

    /**
     * @param model    makes the bundle known as a model
     * @param sent     how far the server has been told; shared with whoever sends the rest
     * @param targets  tells where the files go
     * @param refuse   hears, in a sentence, what the server does not take
     * @param progress hears how far the files have come
     */
    ArtifactDelivery(
            RunFolder folder,
            TrackingServer server,
            MlflowApi api,
            ModelDelivery model,
            SentState sent,
            ArtifactTargets targets,
            Consumer<String> refuse,
            SendProgress progress) {
        this.folder = folder;
        this.server = server;
        this.api = api;
        this.sent = sent;
        this.targets = targets;
        this.refuse = refuse;
        this.model = model;
        this.progress = progress;
    }

    /** Files sent so far. */
    int count() {
        return count;
    }

    void send(RunRecord run) throws SendException, IOException {
        if (isInReach()) {
            model.prepare(run);
        }
        Map<String, String> due = due(run);
        progress.begin(sizes(due.keySet()));
        try {
            for (Map.Entry<String, String> file : due.entrySet()) {
                send(file.getKey(), file.getValue());
            }
        } finally {
            progress.end();
        }
        for (String changed : List.copyOf(unverified)) {
            verify(changed);
            unverified.remove(changed);
        }
        sendModel(run);
    }

    /** The files that the server has not got as they are now, with their versions. */
    private Map<String, String> due(RunRecord run) throws IOException {
        Map<String, String> due = new LinkedHashMap<>();
        for (String path : files(run)) {
            String version = version(path);
            if (!version.equals(sent.artifacts.get(path)) && !version.equals(refused.get(path))) {
                due.put(path, version);
            }
        }
        return due;
    }

    private long sizes(Set<String> paths) throws IOException {
        long bytes = 0;
        for (String path : paths) {
            bytes += Files.size(folder.path().resolve(path));
        }
        return bytes;
    }

    private void send(String path, String version) throws SendException, IOException {
        Path file = folder.path().resolve(path);
        try {
            ArtifactPlace place = place(path);
            place.put(path, file);
            sent.artifacts.put(path, version);
            count++;
            save();
            if (place.isListed()) {
                unverified.add(folderOf(path));
            }
            progress.add(Files.size(file));
        } catch (SendException e) {
            if (e.kind() == SendException.Kind.DAMAGED) {
                lose(List.of(path));
                throw SendException.later(String.valueOf(e.getMessage()), e);
            }
            if (e.kind() == SendException.Kind.LATER) {
                throw e;
            }
            refused.put(path, version);
            if (reasons.add(String.valueOf(e.getMessage()))) {
                refuse.accept("%s, and what else is refused for the same reason, stays in run folder %s: %s"
                        .formatted(path, folder.path(), e.getMessage()));
            }
        }
    }

    /** Servers that say they have a file do not always have all of it. */
    private void verify(String changed) throws SendException, IOException {
        Map<String, Long> there;
        try {
            there = place(changed).sizes(changed);
        } catch (SendException e) {
            if (e.kind() == SendException.Kind.LATER) {
                throw e;
            }
            LOG.debug("{} does not tell what files it has: {}", server, e.getMessage());
            return;
        }
        List<String> lost = new ArrayList<>();
        for (String path : sent.artifacts.keySet()) {
            if (folderOf(path).equals(changed) && isSettled(path) && !isWhole(path, there.get(path))) {
                lost.add(path);
            }
        }
        if (!lost.isEmpty()) {
            lose(lost);
            throw SendException.later("it took %s and does not have it whole".formatted(lost.get(0)), null);
        }
    }

    /** Whether a file is as it was when it was sent; one that was written to meanwhile is sent again anyway. */
    private boolean isSettled(String path) throws IOException {
        return Files.exists(folder.path().resolve(path)) && version(path).equals(sent.artifacts.get(path));
    }

    private boolean isWhole(String path, @Nullable Long size) {
        return size != null && sent.artifacts.getOrDefault(path, "").startsWith(size + "@");
    }

    private void lose(List<String> paths) throws IOException {
        for (String path : paths) {
            if (losses.merge(path, 1, Integer::sum) == MOST_LOSSES) {
                refused.put(path, version(path));
                refuse.accept("%s is not whole on %s, however often it is sent".formatted(path, server));
            }
            sent.artifacts.remove(path);
        }
        save();
    }

    /** A model is told of when its files are there, and one whose files are refused is told to be without. */
    private void sendModel(RunRecord run) throws SendException, IOException {
        if (run.status == RunStatus.RUNNING || !ModelRegistration.hasModel(folder, run)) {
            return;
        }
        try {
            if (refused.keySet().stream().anyMatch(ModelDelivery::isOfModel)) {
                model.fail();
            } else {
                model.conclude(run);
            }
        } catch (SendException e) {
            orRefuse(e, "The model of run %s was not registered by %s".formatted(folder.path(), server));
        }
    }

    private void orRefuse(SendException failure, String what) throws SendException {
        if (failure.kind() == SendException.Kind.LATER) {
            throw failure;
        }
        refuse.accept("%s: %s".formatted(what, failure.getMessage()));
    }

    /** Where a file goes, or what is in a folder. */
    private ArtifactPlace place(String path) throws SendException {
        return model.hasPlaceOfItsOwn(path) ? modelPlace() : runPlace();
    }

    /** Whether files can be brought to where the server keeps them; a model's are kept beside those of its run. */
    private boolean isInReach() {
        try {
            runPlace();
            return true;
        } catch (SendException e) {
            LOG.debug("No logged model: {}", e.getMessage());
            return false;
        }
    }

    private ArtifactPlace runPlace() throws SendException {
        if (runPlace == null) {
            runPlace = new ArtifactPlace(
                    "",
                    targets.of(new ArtifactOwner(sent.runId, "", sent.artifactUri), ""),
                    inFolder -> api.artifactSizes(sent.runId, inFolder));
        }
        return runPlace;
    }

    private ArtifactPlace modelPlace() throws SendException {
        if (modelPlace == null) {
            modelPlace = model.place(targets);
        }
        return modelPlace;
    }

    private Set<String> files(RunRecord run) throws IOException {
        Set<String> candidates = new LinkedHashSet<>(List.of(RunFolder.CONFIGURATION, RunFolder.PLAN));
        candidates.addAll(run.artifacts);
        if (run.status != RunStatus.RUNNING) {
            candidates.addAll(List.of(RunFolder.SUMMARY, RunFolder.REPORT));
        }
        Set<String> files = new LinkedHashSet<>();
        for (String candidate : candidates) {
            addFiles(folder.path().resolve(candidate), files);
        }
        return files;
    }

    private void addFiles(Path path, Set<String> files) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            tree.filter(Files::isRegularFile).sorted().map(folder::relative).forEach(files::add);
        }
    }

    private String version(String path) throws IOException {
        Path file = folder.path().resolve(path);
        return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
    }

    private static String folderOf(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private void save() throws IOException {
        sent.save(folder, server.uri());
    }
}
