package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Artifacts of Databricks, which lie in the object store of its cloud: the tracking server hands out an address for each
 * file that may be written to for a while, and the file goes there without our credentials. Large files go to S3 in parts.
 *
 * <p>The requests are those of {@code mlflow/protos/databricks_artifacts.proto}, for runs and for logged models as MLflow's
 * own client makes them ({@code mlflow/store/artifact/databricks_artifact_repo_resources.py}). For one thread.
 */
final class SignedUrlArtifacts implements ArtifactTarget {
    static final String SCHEME = "dbfs:";

    private static final Map<String, String> AZURE_BLOB = Map.of("x-ms-blob-type", "BlockBlob");

    private final MlflowCalls calls;
    private final ArtifactOwner owner;
    private final HttpUpload upload;
    private final MultipartArtifacts parts;
    private final long leastBytesInParts;

    SignedUrlArtifacts(
            MlflowCalls calls, ArtifactOwner owner, HttpUpload upload, UnfinishedUploads unfinished, int partBytes) {
        this.calls = calls;
        this.owner = owner;
        this.upload = upload;
        parts = new MultipartArtifacts(upload, new DatabricksParts(calls, upload, owner.id()), unfinished, partBytes);
        leastBytesInParts = 2L * partBytes;
    }

    @Override
    public void put(String path, Path file) throws SendException {
        JsonNode info = owner.isLoggedModel()
                ? new LoggedModelApi(calls).uploadCredentials(owner.loggedModel(), path)
                : credentialsOfRun(path);
        try {
            put(path, file, info.path("type").asText(), SignedAddress.ofDatabricks(info));
        } catch (IOException e) {
            throw SendException.later("%s cannot be read: %s".formatted(file, RunFiles.reason(e)), e);
        }
    }

    private void put(String path, Path file, String type, SignedAddress address) throws SendException, IOException {
        switch (type) {
            case "AWS_PRESIGNED_URL" -> {
                boolean isThere = Files.size(file) >= leastBytesInParts && parts.put(path, file);
                if (!isThere) {
                    putWhole(path, file, address.uri(), address.headers());
                }
            }
            case "GCP_SIGNED_URL" -> putWhole(path, file, address.uri(), address.headers());
            case "AZURE_SAS_URI" -> {
                Map<String, String> headers = new TreeMap<>(address.headers());
                headers.putAll(AZURE_BLOB);
                putWhole(path, file, address.uri(), headers);
            }
            case "AZURE_ADLS_GEN2_SAS_URI" -> putInAzureLake(file, address.uri(), address.headers());
            default -> throw SendException.refused("artifacts of the kind '%s' are not known".formatted(type));
        }
    }

    private JsonNode credentialsOfRun(String path) throws SendException {
        ObjectNode request = MlflowCalls.request().put("run_id", owner.runId());
        request.putArray("path").add(path);
        return calls.post("artifacts/credentials-for-write", request)
                .path("credential_infos")
                .path(0);
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
}
