package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Artifacts of Databricks, which lie in the object store of its cloud: the tracking server hands out an address for each
 * file that may be written to for a while, and the file goes there without our credentials.
 */
final class SignedUrlArtifacts implements ArtifactTarget {
    private static final Map<String, String> AZURE_BLOB = Map.of("x-ms-blob-type", "BlockBlob");

    private final MlflowApi api;
    private final String runId;
    private final HttpUpload upload;

    SignedUrlArtifacts(MlflowApi api, String runId, HttpUpload upload) {
        this.api = api;
        this.runId = runId;
        this.upload = upload;
    }

    @Override
    public void put(String path, Path file) throws SendException {
        JsonNode credentials = api.writeCredentials(runId, path);
        String type = credentials.path("type").asText();
        URI address = address(credentials.path("signed_uri").asText());
        Map<String, String> headers = new TreeMap<>();
        credentials
                .path("headers")
                .forEach(header -> headers.put(
                        header.path("name").asText(), header.path("value").asText()));
        try {
            switch (type) {
                case "AWS_PRESIGNED_URL", "GCP_SIGNED_URL" -> putWhole(path, file, address, headers);
                case "AZURE_SAS_URI" -> {
                    headers.putAll(AZURE_BLOB);
                    putWhole(path, file, address, headers);
                }
                case "AZURE_ADLS_GEN2_SAS_URI" -> putInAzureLake(file, address, headers);
                default -> throw SendException.refused("artifacts of the kind '%s' are not known".formatted(type));
            }
        } catch (IOException e) {
            throw SendException.later("%s cannot be read: %s".formatted(file, RunFiles.reason(e)), e);
        }
    }

    private void putWhole(String path, Path file, URI address, Map<String, String> headers)
            throws SendException, IOException {
        try (FileBody body = new FileBody(file)) {
            HttpResponse<String> answer = upload.send("PUT", address, headers, body.publisher(), body.size());
            StoredSum.check(answer.headers(), body, path);
        }
    }

    /** Azure Data Lake Storage Gen2 makes, fills and closes a file by a request each. */
    private void putInAzureLake(Path file, URI address, Map<String, String> headers) throws SendException, IOException {
        BodyPublisher nothing = BodyPublishers.noBody();
        try (FileBody body = new FileBody(file)) {
            upload.send("PUT", with(address, "resource=file"), headers, nothing, 0);
            if (body.size() > 0) {
                URI end = with(address, "action=append&position=0");
                upload.send("PATCH", end, headers, body.publisher(), body.size());
            }
            upload.send("PATCH", with(address, "action=flush&position=" + body.size()), headers, nothing, 0);
        }
    }

    private static URI with(URI address, String query) {
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + query);
    }

    /** The address that the server gave for a file, or for a part of one. */
    static URI address(String text) throws SendException {
        try {
            URI address = URI.create(text);
            if ("https".equals(address.getScheme()) || "http".equals(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw SendException.later("the server's address for a file is not a URI", e);
        }
        throw SendException.later("the server gave no address for a file", null);
    }
}
