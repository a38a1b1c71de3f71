package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Parts of files that the object store behind a tracking server takes: {@code mpu/create}, {@code mpu/complete} and
 * {@code mpu/abort} of {@code mlflow/protos/mlflow_artifacts.proto}.
 *
 * <p>The server hands out the addresses of an upload once, when it is created, and they are never stored. S3 and Google name
 * every upload anew, so that what another process began there can only be given up. Azure knows no uploads, only named
 * blocks of a file, and MLflow names them by their number ({@code create_multipart_upload} in
 * {@code mlflow/store/artifact/azure_blob_artifact_repo.py}): there new addresses are as good as the old ones.
 */
final class ProxiedParts implements PartStore {
    private final Endpoint endpoint;

    /** Requests to the tracking server about an artifact in this folder. */
    interface Endpoint {
        HttpResponse<String> post(String action, String folder, ObjectNode request) throws SendException;
    }

    ProxiedParts(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public PartUpload create(String path, int parts) throws SendException {
        JsonNode answer = MlflowCalls.parse(
                endpoint.post("create", folder(path), request(path).put("num_parts", parts))
                        .body());
        List<SignedAddress> addresses = new ArrayList<>();
        answer.path("credentials").forEach(credential -> addresses.add(address(credential)));
        if (addresses.size() != parts) {
            throw SendException.refused("%d addresses were given for %d parts".formatted(addresses.size(), parts));
        }
        return new Upload(path, answer.path("upload_id").asText(""), addresses);
    }

    private static SignedAddress address(JsonNode credential) {
        Map<String, String> headers = new TreeMap<>();
        credential
                .path("headers")
                .fields()
                .forEachRemaining(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new SignedAddress(credential.path("url").asText(), headers);
    }

    @Override
    public Optional<PartUpload> resume(String path, UnfinishedUpload left, int parts) throws SendException {
        if (!left.id().isEmpty()) {
            return Optional.empty();
        }
        PartUpload again = create(path, parts);
        for (int number = 1; number <= left.parts().size(); number++) {
            String block = again.address(number).block();
            if (block.isEmpty() || !block.equals(left.parts().get(number - 1).block())) {
                return Optional.empty();
            }
        }
        return Optional.of(again);
    }

    @Override
    public void discard(String path, UnfinishedUpload left) throws SendException {
        if (!left.id().isEmpty()) {
            abort(path, left.id());
        }
    }

    private void abort(String path, String id) throws SendException {
        endpoint.post("abort", folder(path), request(path).put("upload_id", id));
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static ObjectNode request(String path) {
        return MlflowCalls.request().put("path", path.substring(path.lastIndexOf('/') + 1));
    }

    private final class Upload implements PartUpload {
        private final String path;
        private final String id;
        private final List<SignedAddress> addresses;

        private Upload(String path, String id, List<SignedAddress> addresses) {
            this.path = path;
            this.id = id;
            this.addresses = addresses;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public SignedAddress address(int number) {
            return addresses.get(number - 1);
        }

        @Override
        public Optional<SignedAddress> renewedAddress(int number) {
            return Optional.empty();
        }

        @Override
        public void complete(List<SentPart> parts) throws SendException {
            ObjectNode request = request(path).put("upload_id", id);
            ArrayNode all = request.putArray("parts");
            for (int number = 1; number <= parts.size(); number++) {
                all.addObject()
                        .put("part_number", number)
                        .put("etag", parts.get(number - 1).etag())
                        .put("url", address(number).url());
            }
            endpoint.post("complete", folder(path), request);
        }

        @Override
        public void abort() throws SendException {
            ProxiedParts.this.abort(path, id);
        }
    }
}
