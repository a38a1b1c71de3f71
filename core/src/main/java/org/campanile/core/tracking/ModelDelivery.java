package org.campanile.core.tracking;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a run's bundle known as a model. MLflow 3 keeps its files in a logged model, which is an output of the run and has
 * the run's final metrics; older servers find them among the run's artifacts. Either becomes a version of a registered
 * model where that is asked for. Done again it changes nothing. For one thread.
 */
final class ModelDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(ModelDelivery.class);
    private static final String FILES = ModelRegistration.MODEL + "/";
    private static final String DESCRIPTION = "MLmodel";

    private final RunFolder folder;
    private final TrackingServer server;
    private final MlflowApi api;
    private final LoggedModelApi models;
    private final SentState sent;
    private final Consumer<String> refuse;

    /**
     * @param sent   how far the server has been told; shared with whoever sends the rest
     * @param refuse hears, in a sentence, what the server does not take
     */
    ModelDelivery(
            RunFolder folder,
            TrackingServer server,
            MlflowApi api,
            LoggedModelApi models,
            SentState sent,
            Consumer<String> refuse) {
        this.folder = folder;
        this.server = server;
        this.api = api;
        this.models = models;
        this.sent = sent;
        this.refuse = refuse;
    }

    /** Whether a file of the run folder, or a folder, belongs to a logged model. */
    boolean hasPlaceOfItsOwn(String path) {
        return !sent.loggedModel.isEmpty() && isOfModel(path);
    }

    /** Whether a file of the run folder, or a folder, belongs to the bundle. */
    static boolean isOfModel(String path) {
        return (path + "/").startsWith(FILES);
    }

    /** The place for the files of the model, with the beginning of their paths that it leaves out. */
    ArtifactPlace place(ArtifactTargets targets) throws SendException {
        ArtifactOwner owner = new ArtifactOwner(sent.runId, sent.loggedModel, sent.loggedModelUri);
        ArtifactTarget target = targets.of(owner, FILES);
        return new ArtifactPlace(FILES, target, inFolder -> models.fileSizes(sent.loggedModel, inFolder));
    }

    /** Has a logged model ready before its files are sent, where the server has such. */
    void prepare(RunRecord run) throws SendException, IOException {
        if (!isUndecided() || !ModelRegistration.hasModel(folder, run)) {
            return;
        }
        try {
            String experiment = api.experimentId(run.experiment);
            Optional<LoggedModelApi.LoggedModel> known = models.find(experiment, sent.runId);
            LoggedModelApi.LoggedModel model =
                    known.isPresent() ? known.get() : models.create(experiment, sent.runId, run, parameters(run, 0));
            requireRoom(model);
            sent.loggedModel = model.id();
            sent.loggedModelUri = model.artifactUri();
        } catch (SendException e) {
            if (!e.isUnsupported()) {
                throw e;
            }
            LOG.info(
                    "{} has no logged models ({}): the model of run {} is kept among its artifacts",
                    server,
                    e.getMessage(),
                    folder.path());
            sent.withoutLoggedModels = true;
        }
        save();
    }

    /** A workspace may know logged models and not let clients such as this one bring their files. */
    private void requireRoom(LoggedModelApi.LoggedModel model) throws SendException {
        if (!model.artifactUri().startsWith(SignedUrlArtifacts.SCHEME)) {
            return;
        }
        try {
            models.uploadCredentials(model.id(), DESCRIPTION);
        } catch (SendException e) {
            if (e.isUnsupported()) {
                models.finish(model.id(), LoggedModelApi.UPLOAD_FAILED);
            }
            throw e;
        }
    }

    /* What was sent to one place stays there. */
    private boolean isUndecided() {
        return sent.loggedModel.isEmpty()
                && !sent.withoutLoggedModels
                && sent.artifacts.keySet().stream().noneMatch(path -> path.startsWith(FILES));
    }

    /** Tells of the model; its files are there. */
    void conclude(RunRecord run) throws SendException, IOException {
        ModelRegistration registration = new ModelRegistration(api, sent.runId);
        if (!sent.loggedModel.isEmpty()) {
            concludeLoggedModel(run);
        } else if (!sent.model) {
            registration.logModel(folder);
            sent.model = true;
            save();
        }
        if (run.status == RunStatus.FINISHED && !run.registers.isEmpty() && sent.modelVersion.isEmpty()) {
            String source =
                    sent.loggedModel.isEmpty() ? sent.artifactUri + "/" + ModelRegistration.MODEL : sent.loggedModelUri;
            sent.modelVersion = registration.register(run, source, sent.loggedModel);
            save();
        }
    }

    /**
     * Tells that files of the model cannot be sent. MLflow lets a model become ready after that
     * ({@code finalize_logged_model} in {@code mlflow/store/tracking/sqlalchemy_store.py} takes any status at any time), as
     * it does here when a later try brings the files.
     */
    void fail() throws SendException, IOException {
        if (sent.loggedModel.isEmpty() || sent.loggedModelFailed) {
            return;
        }
        models.finish(sent.loggedModel, LoggedModelApi.UPLOAD_FAILED);
        sent.loggedModelSteps.remove(LoggedModelStep.READY);
        sent.loggedModelFailed = true;
        save();
        refuse.accept("Logged model %s is marked as failed at %s until `%s` brings its files"
                .formatted(sent.loggedModel, server, RunSync.command(folder, server)));
    }

    private void concludeLoggedModel(RunRecord run) throws SendException, IOException {
        for (LoggedModelStep step : LoggedModelStep.values()) {
            boolean isTooEarly = step == LoggedModelStep.METRICS && run.status != RunStatus.FINISHED;
            if (isTooEarly || sent.loggedModelSteps.contains(step)) {
                continue;
            }
            try {
                tell(step, run);
            } catch (SendException e) {
                if (e.kind() == SendException.Kind.LATER) {
                    throw e;
                }
                refuse.accept("%s does not take all of logged model %s: %s"
                        .formatted(server, sent.loggedModel, e.getMessage()));
            }
            sent.loggedModelSteps.add(step);
            save();
        }
    }

    private void tell(LoggedModelStep step, RunRecord run) throws SendException, IOException {
        switch (step) {
            case PARAMETERS -> addParameters(run);
            case READY -> {
                models.finish(sent.loggedModel, LoggedModelApi.READY);
                sent.loggedModelFailed = false;
            }
            case OUTPUT ->
                models.addOutput(
                        sent.runId,
                        sent.loggedModel,
                        finalPoints(run).stream()
                                .mapToLong(MetricPoint::step)
                                .max()
                                .orElse(0));
            case METRICS -> linkMetrics(run);
        }
    }

    /** Those that did not fit into the request that made the model. */
    private void addParameters(RunRecord run) throws SendException {
        for (int start = MlflowLimits.PARAMETERS_PER_BATCH; ; start += MlflowLimits.PARAMETERS_PER_BATCH) {
            List<Map.Entry<String, String>> batch = parameters(run, start);
            if (batch.isEmpty()) {
                return;
            }
            models.addParameters(sent.loggedModel, batch);
        }
    }

    /** A batch of the options that make the model what it is: its own, and those of its training. */
    private static List<Map.Entry<String, String>> parameters(RunRecord run, int start) {
        return run.parameters.entrySet().stream()
                .filter(option -> option.getKey().matches("(model|training)\\..+"))
                .skip(start)
                .limit(MlflowLimits.PARAMETERS_PER_BATCH)
                .toList();
    }

    private void linkMetrics(RunRecord run) throws SendException, IOException {
        List<MetricPoint> points = finalPoints(run);
        for (int start = 0; start < points.size(); start += MlflowLimits.METRICS_PER_BATCH) {
            int end = Math.min(points.size(), start + MlflowLimits.METRICS_PER_BATCH);
            api.linkMetrics(sent.runId, sent.loggedModel, points.subList(start, end), run);
        }
    }

    /** The points by which the final metrics were recorded: the last of each name. */
    private List<MetricPoint> finalPoints(RunRecord run) throws IOException {
        Map<String, MetricPoint> last = new LinkedHashMap<>();
        MetricLog.forEach(folder.metrics(), point -> {
            if (run.metrics.containsKey(point.name())) {
                last.put(point.name(), point);
            }
        });
        return List.copyOf(last.values());
    }

    private void save() throws IOException {
        sent.save(folder, server.uri());
    }
}
