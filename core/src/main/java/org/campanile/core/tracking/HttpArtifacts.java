package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Artifacts that the tracking server takes itself and passes on to wherever it keeps them; large ones go in parts straight
 * to an object store behind it where that is possible. For one thread.
 */
final class HttpArtifacts implements ArtifactTarget {
    static final String SCHEME = "mlflow-artifacts:";

    private static final String ENDPOINT = "/api/2.0/mlflow-artifacts/";

    private final HttpUpload upload;
    private final String server;
    private final String root;
    private final Map<String, String> headers = new TreeMap<>();
    private final MultipartArtifacts parts;
    private final long leastBytesInParts;

    private HttpArtifacts(
            TrackingServer server, String root, HttpUpload upload, UnfinishedUploads unfinished, int partBytes) {
        this.upload = upload;
        this.server = server.uri() + ENDPOINT;
        this.root = root;
        server.authorization().ifPresent(value -> headers.put("Authorization", value));
        parts = new MultipartArtifacts(upload, new ProxiedParts(this::post), unfinished, partBytes);
        leastBytesInParts = 2L * partBytes;
    }

    /** None when the URI names a host of its own: credentials go to the tracking server alone. */
    static Optional<HttpArtifacts> of(
            String artifactUri, TrackingServer server, HttpUpload upload, UnfinishedUploads unfinished, int partBytes) {
        String path = artifactUri.substring(SCHEME.length());
        if (path.startsWith("//") && !path.startsWith("///")) {
            return Optional.empty();
        }
        String root = path.replaceAll("^/+|/+$", "").replace(" ", "%20");
        return Optional.of(new HttpArtifacts(server, root, upload, unfinished, partBytes));
    }

    @Override
    public void put(String path, Path file) throws SendException {
        try {
            boolean isThere = Files.size(file) >= leastBytesInParts && parts.put(path, file);
            if (!isThere) {
                putWhole(path, file);
            }
        } catch (IOException e) {
            throw SendException.later("%s cannot be read: %s".formatted(file, RunFiles.reason(e)), e);
        }
    }

    private void putWhole(String path, Path file) throws SendException, IOException {
        try (FileBody body = new FileBody(file)) {
            URI address = address("artifacts", path);
            upload.send("PUT", address, headers("application/octet-stream"), body.publisher(), body.size());
        }
    }

    private HttpResponse<String> post(String action, String folder, ObjectNode request) throws SendException {
        String body = request.toString();
        URI address = address("mpu/" + action, folder);
        return upload.send("POST", address, headers("application/json"), BodyPublishers.ofString(body), 0);
    }

    private URI address(String action, String path) {
        return URI.create(server + action + "/" + root + (path.isEmpty() ? "" : "/" + encode(path)));
    }

    private Map<String, String> headers(String contentType) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Content-Type", contentType);
        return all;
    }

    private static String encode(String path) {
        return Arrays.stream(path.split("/"))
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
