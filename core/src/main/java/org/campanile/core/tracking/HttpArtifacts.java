package org.campanile.core.tracking;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Artifacts that the tracking server takes itself and passes on to wherever it keeps them. */
final class HttpArtifacts implements ArtifactTarget {
    static final String SCHEME = "mlflow-artifacts:";

    private static final String ENDPOINT = "/api/2.0/mlflow-artifacts/artifacts";

    private final HttpUpload upload;
    private final String root;
    private final Map<String, String> headers = new TreeMap<>();

    private HttpArtifacts(TrackingServer server, String root, HttpUpload upload) {
        this.upload = upload;
        this.root = root;
        headers.put("Content-Type", "application/octet-stream");
        server.authorization().ifPresent(value -> headers.put("Authorization", value));
    }

    /** None when the URI names a host of its own: credentials go to the tracking server alone. */
    static Optional<HttpArtifacts> of(String artifactUri, TrackingServer server, HttpUpload upload) {
        String path = artifactUri.substring(SCHEME.length());
        if (path.startsWith("//") && !path.startsWith("///")) {
            return Optional.empty();
        }
        String root =
                server.uri() + ENDPOINT + "/" + path.replaceAll("^/+|/+$", "").replace(" ", "%20");
        return Optional.of(new HttpArtifacts(server, root, upload));
    }

    @Override
    public void put(String path, Path file) throws SendException {
        try {
            URI address = URI.create(root + "/" + encode(path));
            upload.send("PUT", address, headers, BodyPublishers.ofFile(file), Files.size(file));
        } catch (IOException e) {
            throw SendException.later("%s cannot be read: %s".formatted(file, RunFiles.reason(e)), e);
        }
    }

    private static String encode(String path) {
        return Arrays.stream(path.split("/"))
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
