package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An MLflow server in this process: the part of its REST interface that runs need, with the limits that real servers hold
 * clients to, and with faults on demand. What a real server would refuse is answered with 400 and kept as a violation.
 */
final class FakeMlflow implements AutoCloseable {
    /** A sender that neither waits between rounds nor long before it tries again. */
    static final SenderLimits EAGER = new SenderLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            1000);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KEY = Pattern.compile("[/\\w.\\- ]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String API = "/api/2.0/mlflow/";
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";
    private static final String PARTS = "/api/2.0/mlflow-artifacts/mpu/";
    private static final String WRONG = "INVALID_PARAMETER_VALUE";
    private static final String SIGNED = "/signed/";
    private static final Pattern PLACE = Pattern.compile(
            "(?<experiment>\\d+)/(?:models/(?<model>m-[0-9a-f]+)|(?<run>[0-9a-f]{32}))/artifacts/(?<file>.+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Files as the server has them. */
    static class Files {
        final Map<String, String> artifacts = new LinkedHashMap<>();
        private final Map<String, Integer> sizes = new HashMap<>();
        private byte[] appended = {};

        final void store(String path, byte[] contents) {
            artifacts.put(path, new String(contents, StandardCharsets.UTF_8));
            sizes.put(path, contents.length);
        }

        /** Two files a page, so that there are pages. */
        final String list(String folder, String pageToken) {
            List<String> paths = artifacts.keySet().stream()
                    .filter(path -> path.substring(0, Math.max(0, path.lastIndexOf('/')))
                            .equals(folder))
                    .toList();
            int from = Integer.parseInt(pageToken);
            int to = Math.min(paths.size(), from + 2);
            ObjectNode answer = JSON.createObjectNode();
            for (String path : paths.subList(from, to)) {
                answer.withArray("files")
                        .addObject()
                        .put("path", path)
                        .put("is_dir", false)
                        .put("file_size", sizes.get(path));
            }
            if (to < paths.size()) {
                answer.put("next_page_token", String.valueOf(to));
            }
            return answer.toString();
        }
    }

    /** A run as the server has it. */
    static final class Run extends Files {
        final String id;
        final String experiment;
        final String name;
        final long startMillis;
        String status = "RUNNING";
        long endMillis;
        final Map<String, String> tags = new LinkedHashMap<>();
        final Map<String, String> params = new LinkedHashMap<>();
        final Set<MetricPoint> metrics = new LinkedHashSet<>();
        final List<JsonNode> inputs = new ArrayList<>();
        final List<JsonNode> models = new ArrayList<>();
        /** Ids of the logged models that it has made. */
        final List<String> outputs = new ArrayList<>();

        private Run(String id, String experiment, String name, long startMillis) {
            this.id = id;
            this.experiment = experiment;
            this.name = name;
            this.startMillis = startMillis;
        }
    }

    /** A registered model: a version for each source, numbered from 1. */
    static final class RegisteredModel {
        final List<String> sources = new ArrayList<>();
        final Map<String, String> aliases = new LinkedHashMap<>();
        /** The logged model of each version; empty for none. */
        final List<String> loggedModels = new ArrayList<>();

        private final List<String> runs = new ArrayList<>();
    }

    /** What happens instead of an answer. */
    interface Fault {
        void play(HttpExchange exchange, byte[] body) throws IOException;
    }

    private record PlannedFault(String pathPart, Fault fault, AtomicInteger timesLeft) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<PlannedFault> faults = new ArrayList<>();
    private final Map<String, String> experiments = new LinkedHashMap<>();
    private final Set<String> deletedExperiments = new HashSet<>();
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Map<String, RegisteredModel> registered = new LinkedHashMap<>();
    private final FakeLoggedModels loggedModels = new FakeLoggedModels(this::signed);
    private final FakeParts parts = new FakeParts(this);
    private String signedKind = "";
    private String artifactRoot = "mlflow-artifacts:/";
    private @Nullable String authorization;

    FakeMlflow() throws IOException {
        this(0);
    }

    FakeMlflow(int port) throws IOException {
        // Else every second request waits 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The next requests whose path contains the text end in this fault. */
    synchronized FakeMlflow fail(String pathPart, int times, Fault fault) {
        faults.add(new PlannedFault(pathPart, fault, new AtomicInteger(times)));
        return this;
    }

    static Fault status(int status, String answer, String... headers) {
        return (exchange, body) -> {
            for (int header = 0; header < headers.length; header += 2) {
                exchange.getResponseHeaders().add(headers[header], headers[header + 1]);
            }
            answer(exchange, status, answer);
        };
    }

    /** No answer until {@link #release}. */
    Fault silence() {
        return (exchange, body) -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** An answer that comes byte by byte and does not end before {@link #release}. */
    Fault slowBytes() {
        return (exchange, body) -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!released.await(5, TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** The connection ends without an answer. */
    static Fault reset() {
        return (exchange, body) -> {};
    }

    /** Half of an answer, then the connection ends. */
    static Fault halfAnAnswer() {
        return (exchange, body) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"run".getBytes(StandardCharsets.UTF_8));
        };
    }

    /** The file is stored, and something happens before its arrival is confirmed. */
    Fault afterwards(Runnable event) {
        return (exchange, body) -> {
            synchronized (this) {
                putArtifact(exchange, exchange.getRequestURI().getRawPath().substring(ARTIFACTS.length()), body);
            }
            event.run();
            answer(exchange, 200, "{}");
        };
    }

    /** The file is cut short, and its arrival confirmed. */
    Fault shortenedFile() {
        return (exchange, body) -> {
            synchronized (this) {
                putArtifact(
                        exchange,
                        exchange.getRequestURI().getRawPath().substring(ARTIFACTS.length()),
                        Arrays.copyOf(body, body.length / 2));
            }
            answer(exchange, 200, "{}");
        };
    }

    /** The request is carried out, and its answer gets lost. */
    Fault lostAnswer() {
        return (exchange, body) -> {
            synchronized (this) {
                call(exchange, exchange.getRequestURI().getRawPath().substring(API.length()), body);
            }
        };
    }

    /** Ends all silences: those who wait find their connection closed, and others are answered. */
    synchronized void release() {
        faults.clear();
        released.countDown();
    }

    synchronized FakeMlflow keepArtifactsAt(String root) {
        artifactRoot = root;
        loggedModels.keepArtifactsAt(root);
        return this;
    }

    /** Keeps artifacts as Databricks does, behind signed addresses of one kind. */
    synchronized FakeMlflow signArtifacts(String kind) {
        signedKind = kind;
        return keepArtifactsAt("dbfs:/databricks/mlflow-tracking/");
    }

    synchronized RegisteredModel registered(String name) {
        return registered.getOrDefault(name, new RegisteredModel());
    }

    /** The only logged model there is. */
    synchronized FakeLoggedModels.LoggedModel loggedModel() {
        return loggedModels.only();
    }

    /** An object store behind the server that takes files in parts. */
    FakeParts parts() {
        return parts;
    }

    /** A server from before MLflow 3. */
    synchronized FakeMlflow withoutLoggedModels() {
        loggedModels.forget();
        return this;
    }

    synchronized FakeMlflow require(String expectedAuthorization) {
        authorization = expectedAuthorization;
        return this;
    }

    synchronized FakeMlflow withDeletedExperiment(String name) {
        experiments.put(name, "77");
        deletedExperiments.add(name);
        return this;
    }

    /** The only run there is. */
    synchronized Run run() {
        if (runs.size() != 1) {
            throw new AssertionError("there are " + runs.size() + " runs");
        }
        return runs.values().iterator().next();
    }

    /** The run of this name. */
    synchronized Run run(String name) {
        return runs.values().stream()
                .filter(run -> run.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no run " + name));
    }

    synchronized int runCount() {
        return runs.size();
    }

    synchronized Map<String, String> experiments() {
        return Map.copyOf(experiments);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** Method and path of every request, in order. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Requests that are to change something. */
    synchronized List<String> writes() {
        return requests.stream()
                .filter(request -> !request.startsWith("GET") && !request.endsWith("/search"))
                .toList();
    }

    /** Waits for something to become true through a request. */
    synchronized void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("not within " + PATIENCE + "; requests so far: " + requests);
            }
            wait(left);
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Fault fault = begin(exchange);
            if (fault != null) {
                fault.play(exchange, body);
            } else {
                answer(exchange, body);
            }
        } finally {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    private synchronized @Nullable Fault begin(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        notifyAll();
        for (PlannedFault planned : faults) {
            if (path.contains(planned.pathPart) && planned.timesLeft.get() > 0) {
                planned.timesLeft.decrementAndGet();
                return planned.fault;
            }
        }
        return null;
    }

    private synchronized void answer(HttpExchange exchange, byte[] body) throws IOException {
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        boolean isStore = exchange.getRequestURI().getRawPath().startsWith(SIGNED)
                || exchange.getRequestURI().getRawPath().startsWith(FakeParts.STORE);
        if (!isStore && authorization != null && !authorization.equals(login)) {
            answer(exchange, 401, "{\"error_code\":\"UNAUTHENTICATED\",\"message\":\"who are you\"}");
            return;
        }
        try {
            String path = exchange.getRequestURI().getRawPath();
            if (path.startsWith(FakeParts.STORE)) {
                parts.take(exchange, body);
                answer(exchange, 200, "");
            } else if (isStore) {
                store(exchange, body);
                answer(exchange, 200, "");
            } else if (path.startsWith(PARTS)) {
                check(exchange.getRequestMethod().equals("POST"), "method");
                answer(exchange, 200, parts.call(path.substring(PARTS.length()), JSON.readTree(body)));
            } else if (path.startsWith(ARTIFACTS)) {
                putArtifact(exchange, path.substring(ARTIFACTS.length()), body);
                answer(exchange, 200, "{}");
            } else {
                answer(exchange, 200, call(exchange, path.substring(API.length()), body));
            }
        } catch (Refusal e) {
            if (e.code.equals(WRONG)) {
                violations.add(exchange.getRequestURI() + ": " + e.getMessage());
            }
            ObjectNode error = JSON.createObjectNode().put("error_code", e.code).put("message", e.getMessage());
            answer(exchange, e.status, error.toString());
        }
    }

    private String call(HttpExchange exchange, String name, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            if (name.startsWith(FakeLoggedModels.PATH)) {
                return loggedModels.get(name, query);
            }
            return switch (name) {
                case "experiments/get-by-name" -> experiment(query.getOrDefault("experiment_name", ""));
                case "artifacts/list" -> listArtifacts(query);
                case "runs/get" -> get(query);
                case "model-versions/search" -> searchVersions(query.getOrDefault("filter", ""));
                case "artifacts/get-presigned-upload-part-url" -> parts.addressOfDatabricks(query);
                default -> throw new Refusal(404, "ENDPOINT_NOT_FOUND", name);
            };
        }
        check("application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")), "content type");
        check(body.length <= 1_000_000, "request of " + body.length + " bytes");
        JsonNode request = JSON.readTree(body);
        if (name.startsWith(FakeLoggedModels.PATH)) {
            return loggedModels.call(exchange.getRequestMethod(), name, request);
        }
        check(exchange.getRequestMethod().equals("POST"), "method");
        return switch (name) {
            case "experiments/create" -> createExperiment(request);
            case "runs/search" -> search(request);
            case "runs/create" -> createRun(request);
            case "runs/log-batch" -> logBatch(request);
            case "runs/log-inputs" -> logInputs(request);
            case "runs/update" -> update(request);
            case "runs/log-model" -> logModel(request);
            case "runs/outputs" -> addOutputs(request);
            case "registered-models/create" -> createModel(request);
            case "registered-models/alias" -> setAlias(request);
            case "model-versions/create" -> createVersion(request);
            case "artifacts/credentials-for-write" -> credentials(request);
            case "artifacts/create-multipart-upload" ->
                parts.callOfDatabricks("create", place(text(request, "run_id")), request);
            case "artifacts/complete-multipart-upload" ->
                parts.callOfDatabricks("complete", place(text(request, "run_id")), request);
            default -> throw new Refusal(404, "ENDPOINT_NOT_FOUND", name);
        };
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            values.put(
                    part.substring(0, equals), URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }

    private String listArtifacts(Map<String, String> query) {
        Run run = runs.get(query.get("run_id"));
        check(run != null, "no run " + query);
        return run.list(query.getOrDefault("path", ""), query.getOrDefault("page_token", "0"));
    }

    private String get(Map<String, String> query) {
        Run run = runs.get(query.get("run_id"));
        check(run != null, "no run " + query);
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode found = answer.putObject("run");
        found.set("info", info(run));
        run.outputs.forEach(model -> found.withObject("/outputs")
                .withArray("model_outputs")
                .addObject()
                .put("model_id", model));
        return answer.toString();
    }

    private String addOutputs(JsonNode request) {
        Run run = existing(request);
        for (JsonNode output : request.path("models")) {
            String model = loggedModels.existing(text(output, "model_id")).id;
            check(output.path("step").isIntegralNumber(), "step of output " + output);
            check(!run.outputs.contains(model), "output twice: " + model);
            run.outputs.add(model);
        }
        return "{}";
    }

    private String logModel(JsonNode request) throws IOException {
        JsonNode model = JSON.readTree(text(request, "model_json"));
        check(!text(model, "artifact_path").isEmpty() && model.path("flavors").isObject(), "model " + model);
        check(text(model, "run_id").equals(text(request, "run_id")), "run of model " + model);
        existing(request).models.add(model);
        return "{}";
    }

    private String createModel(JsonNode request) {
        String name = text(request, "name");
        if (registered.putIfAbsent(name, new RegisteredModel()) != null) {
            throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", "registered model " + name);
        }
        return "{}";
    }

    private String createVersion(JsonNode request) {
        RegisteredModel model = registered.get(text(request, "name"));
        check(model != null, "no registered model " + request);
        check(runs.containsKey(text(request, "run_id")), "no run " + request);
        String loggedModel = text(request, "model_id");
        if (!loggedModel.isEmpty()) {
            String place = loggedModels.existing(loggedModel).artifactUri;
            check(text(request, "source").equals(place), "source of model version " + request);
        }
        model.loggedModels.add(loggedModel);
        model.sources.add(text(request, "source"));
        model.runs.add(text(request, "run_id"));
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("model_version").put("version", String.valueOf(model.runs.size()));
        return answer.toString();
    }

    private String setAlias(JsonNode request) {
        RegisteredModel model = registered.get(text(request, "name"));
        check(model != null && Integer.parseInt(text(request, "version")) <= model.runs.size(), "alias " + request);
        model.aliases.put(text(request, "alias"), text(request, "version"));
        return "{}";
    }

    private String searchVersions(String filter) {
        Matcher wanted = Pattern.compile("name='([^']+)' and run_id='([^']+)'").matcher(filter);
        check(wanted.matches(), "filter " + filter);
        RegisteredModel model = registered.getOrDefault(wanted.group(1), new RegisteredModel());
        ObjectNode answer = JSON.createObjectNode();
        int place = model.runs.indexOf(wanted.group(2));
        if (place >= 0) {
            answer.putArray("model_versions").addObject().put("version", String.valueOf(place + 1));
        }
        return answer.toString();
    }

    private String credentials(JsonNode request) {
        String path = text(request.path("path"), 0);
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("credential_infos")
                .add(signed(existing(request).id, path).put("run_id", text(request, "run_id")));
        return answer.toString();
    }

    /** Of the files of a run or logged model, as {@link #store} knows it. */
    private String place(String owner) {
        Run run = runs.get(owner);
        return run != null
                ? run.experiment + "/" + owner + "/artifacts"
                : loggedModels.existing(owner).experiment + "/models/" + owner + "/artifacts";
    }

    /** Where a file of a run or logged model may be written to for a while. */
    private ObjectNode signed(String owner, String path) {
        ObjectNode info = JSON.createObjectNode()
                .put("path", path)
                .put("signed_uri", uri() + SIGNED + owner + "/" + path.replace(" ", "%20") + "?sig=1")
                .put("type", signedKind);
        info.putArray("headers").addObject().put("name", "x-given").put("value", "yes");
        return info;
    }

    /** An object store, which knows the signature alone. */
    private void store(HttpExchange exchange, byte[] body) {
        String query = exchange.getRequestURI().getRawQuery();
        check(query.startsWith("sig=1"), "signature " + query);
        check(exchange.getRequestHeaders().getFirst("Authorization") == null, "credentials sent to the object store");
        check("yes".equals(exchange.getRequestHeaders().getFirst("x-given")), "header that the server asked for");
        String[] parts =
                exchange.getRequestURI().getPath().substring(SIGNED.length()).split("/", 2);
        Files owner = runs.containsKey(parts[0]) ? runs.get(parts[0]) : loggedModels.existing(parts[0]);
        String request = exchange.getRequestMethod() + query.substring("sig=1".length());
        switch (request) {
            case "PUT" -> {
                String blob = exchange.getRequestHeaders().getFirst("x-ms-blob-type");
                check("AZURE_SAS_URI".equals(signedKind) == "BlockBlob".equals(blob), "kind of blob " + blob);
                owner.store(parts[1], body);
            }
            case "PUT&resource=file" -> {
                owner.appended = new byte[0];
                owner.store(parts[1], owner.appended);
            }
            case "PATCH&action=append&position=0" -> owner.appended = body;
            default -> {
                check(request.equals("PATCH&action=flush&position=" + owner.appended.length), request);
                owner.store(parts[1], owner.appended);
            }
        }
    }

    private String experiment(String name) {
        String id = experiments.get(name);
        if (id == null) {
            throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no experiment " + name);
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("experiment")
                .put("experiment_id", id)
                .put("name", name)
                .put("lifecycle_stage", deletedExperiments.contains(name) ? "deleted" : "active");
        return answer.toString();
    }

    private String createExperiment(JsonNode request) {
        String name = text(request, "name");
        check(!experiments.containsKey(name), "experiment exists");
        String id = String.valueOf(experiments.size() + 1);
        experiments.put(name, id);
        return JSON.createObjectNode().put("experiment_id", id).toString();
    }

    private String search(JsonNode request) {
        Matcher filter = Pattern.compile("tags\\.`([\\w.]+)` = '([^']+)'").matcher(text(request, "filter"));
        check(filter.matches(), "filter " + request.path("filter"));
        ObjectNode answer = JSON.createObjectNode();
        for (Run run : runs.values()) {
            if (filter.group(2).equals(run.tags.get(filter.group(1)))
                    && request.path("experiment_ids").path(0).asText().equals(run.experiment)) {
                answer.withArray("runs").addObject().set("info", info(run));
            }
        }
        return answer.toString();
    }

    private String createRun(JsonNode request) {
        check(experiments.containsValue(text(request, "experiment_id")), "no such experiment");
        Run run = new Run(
                "%032x".formatted(runs.size() + 0xabc),
                text(request, "experiment_id"),
                text(request, "run_name"),
                request.path("start_time").asLong());
        request.path("tags").forEach(tag -> putTag(run, tag));
        runs.put(run.id, run);
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("run").set("info", info(run));
        return answer.toString();
    }

    private ObjectNode info(Run run) {
        return JSON.createObjectNode()
                .put("run_id", run.id)
                .put("run_uuid", run.id)
                .put("experiment_id", run.experiment)
                .put("run_name", run.name)
                .put("status", run.status)
                .put("start_time", run.startMillis)
                .put("artifact_uri", artifactRoot + run.experiment + "/" + run.id + "/artifacts")
                .put("lifecycle_stage", "active");
    }

    private String logBatch(JsonNode request) {
        Run run = existing(request);
        JsonNode metrics = request.path("metrics");
        JsonNode params = request.path("params");
        JsonNode tags = request.path("tags");
        check(metrics.size() <= 1000 && params.size() <= 100 && tags.size() <= 100, "batch too large");
        check(metrics.size() + params.size() + tags.size() <= 1000, "batch too large in all");
        metrics.forEach(FakeMlflow::checkMetric);
        metrics.forEach(loggedModels::link);
        checkParams(run, params);
        tags.forEach(FakeMlflow::checkTag);
        metrics.forEach(metric -> run.metrics.add(new MetricPoint(
                text(metric, "key"),
                Double.parseDouble(metric.path("value").asText()),
                metric.path("step").asLong(),
                metric.path("timestamp").asLong())));
        params.forEach(param -> run.params.put(text(param, "key"), text(param, "value")));
        tags.forEach(tag -> putTag(run, tag));
        return "{}";
    }

    private static void checkMetric(JsonNode metric) {
        checkKey(text(metric, "key"));
        check(metric.hasNonNull("value") && metric.path("timestamp").asLong() >= 0, "metric " + metric);
    }

    private static void checkParams(Run run, JsonNode params) {
        Set<String> keys = new HashSet<>();
        for (JsonNode param : params) {
            String key = text(param, "key");
            String value = text(param, "value");
            checkKey(key);
            check(keys.add(key), "parameter twice in one batch: " + key);
            check(value.length() <= 6000, "parameter value of " + value.length());
            check(value.equals(run.params.getOrDefault(key, value)), "parameter changed: " + key);
        }
    }

    private static void checkTag(JsonNode tag) {
        checkKey(text(tag, "key"));
        check(text(tag, "value").length() <= 5000, "tag value too long");
    }

    private static void putTag(Run run, JsonNode tag) {
        checkTag(tag);
        run.tags.put(text(tag, "key"), text(tag, "value"));
    }

    private String logInputs(JsonNode request) {
        Run run = existing(request);
        for (JsonNode input : request.path("datasets")) {
            JsonNode data = input.path("dataset");
            check(text(data, "digest").length() <= 36, "digest of data set");
            check(!text(data, "name").isEmpty() && !text(data, "source_type").isEmpty(), "data set " + data);
            check(!text(data, "source").isEmpty(), "source of data set");
            run.inputs.add(input);
        }
        return "{}";
    }

    private String update(JsonNode request) {
        Run run = existing(request);
        run.status = text(request, "status");
        check(Set.of("RUNNING", "FINISHED", "FAILED", "KILLED").contains(run.status), run.status);
        check(run.status.equals("RUNNING") != request.has("end_time"), "end_time goes with an end");
        run.endMillis = request.path("end_time").asLong();
        return "{}";
    }

    private Run existing(JsonNode request) {
        Run run = runs.get(text(request, "run_id"));
        if (run == null) {
            throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no run " + request.path("run_id"));
        }
        return run;
    }

    private void putArtifact(HttpExchange exchange, String rawPath, byte[] body) {
        check(exchange.getRequestMethod().equals("PUT"), "method");
        check(exchange.getRequestHeaders().getFirst("Upgrade") == null, "asks for HTTP/2");
        check(
                "application/octet-stream".equals(exchange.getRequestHeaders().getFirst("Content-Type")),
                "content type of an artifact");
        store(rawPath, body);
    }

    /** Keeps a file under its path as in {@code 1/RUN/artifacts/FILE} or {@code 1/models/MODEL/artifacts/FILE}. */
    void store(String rawPath, byte[] body) {
        Matcher place = PLACE.matcher(rawPath);
        check(place.matches(), "path " + rawPath);
        String path = URLDecoder.decode(place.group("file").replace("+", "%2B"), StandardCharsets.UTF_8);
        check(!Path.of(path).normalize().startsWith(".."), "path " + path);
        if (place.group("model") != null) {
            loggedModels.existing(place.group("model")).store(path, body);
            return;
        }
        Run run = runs.get(place.group("run"));
        check(run != null && place.group("experiment").equals(run.experiment), "path " + rawPath);
        run.store(path, body);
    }

    static void checkKey(String key) {
        check(KEY.matcher(key).matches(), "characters of key " + key);
        check(key.length() <= 250, "length of key " + key);
        Path path = Path.of(key);
        check(path.normalize().toString().equals(key) && !path.isAbsolute() && !key.startsWith(".."), "path " + key);
    }

    private static String text(JsonNode node, int place) {
        return node.path(place).asText();
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    static void check(boolean condition, String what) {
        if (!condition) {
            throw new Refusal(400, WRONG, what);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refusal(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }
}
