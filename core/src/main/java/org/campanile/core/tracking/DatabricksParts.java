package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parts of files that S3 takes for Databricks, which gives the address of a part anew when it is asked: so that another
 * process can go on with an upload, and one that takes long outlives its addresses. The requests are those of
 * {@code mlflow/protos/databricks_artifacts.proto} as MLflow's own client makes them
 * ({@code mlflow/store/artifact/databricks_artifact_repo.py}), which puts the id of a logged model in the place of a run's.
 */
final class DatabricksParts implements PartStore {
    private static final String ROOT = "artifacts/";

    private final MlflowCalls calls;
    private final HttpUpload upload;
    private final String owner;

    /** @param owner the server's id of the run or logged model that the files are of */
    DatabricksParts(MlflowCalls calls, HttpUpload upload, String owner) {
        this.calls = calls;
        this.upload = upload;
        this.owner = owner;
    }

    @Override
    public PartUpload create(String path, int parts) throws SendException {
        JsonNode answer =
                calls.post(ROOT + "create-multipart-upload", request(path).put("num_parts", parts));
        Map<Integer, SignedAddress> addresses = new HashMap<>();
        answer.path("upload_credential_infos")
                .forEach(info -> addresses.put(addresses.size() + 1, SignedAddress.ofDatabricks(info)));
        if (addresses.size() != parts) {
            throw SendException.refused("%d addresses were given for %d parts".formatted(addresses.size(), parts));
        }
        String id = MlflowCalls.required(answer.path("upload_id"), "the id of an upload");
        SignedAddress abort = SignedAddress.ofDatabricks(answer.path("abort_credential_info"));
        return new Upload(path, id, addresses, Optional.of(abort));
    }

    /** One that has ended is refused addresses, or has some that its store does not know. */
    @Override
    public Optional<PartUpload> resume(String path, UnfinishedUpload left, int parts) throws SendException {
        Upload again = new Upload(path, left.id(), new HashMap<>(), Optional.empty());
        if (left.parts().size() < parts) {
            again.address(left.parts().size() + 1);
        }
        return Optional.of(again);
    }

    /** The address by which to end an upload is given once, when it is created: S3's own rule for such uploads is left. */
    @Override
    public void discard(String path, UnfinishedUpload left) {}

    private ObjectNode request(String path) {
        return MlflowCalls.request().put("run_id", owner).put("path", path);
    }

    private final class Upload implements PartUpload {
        private final String path;
        private final String id;
        /** By number, as far as they are known. */
        private final Map<Integer, SignedAddress> addresses;

        private final Optional<SignedAddress> abort;

        private Upload(String path, String id, Map<Integer, SignedAddress> addresses, Optional<SignedAddress> abort) {
            this.path = path;
            this.id = id;
            this.addresses = addresses;
            this.abort = abort;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public SignedAddress address(int number) throws SendException {
            SignedAddress known = addresses.get(number);
            return known != null ? known : newAddress(number);
        }

        @Override
        public Optional<SignedAddress> renewedAddress(int number) throws SendException {
            return Optional.of(newAddress(number));
        }

        private SignedAddress newAddress(int number) throws SendException {
            String query = "?run_id=%s&path=%s&upload_id=%s&part_number=%d"
                    .formatted(MlflowCalls.encode(owner), MlflowCalls.encode(path), MlflowCalls.encode(id), number);
            SignedAddress address = SignedAddress.ofDatabricks(
                    calls.get(ROOT + "get-presigned-upload-part-url" + query).path("upload_credential_info"));
            addresses.put(number, address);
            return address;
        }

        @Override
        public void complete(List<SentPart> parts) throws SendException {
            ObjectNode request = request(path).put("upload_id", id);
            ArrayNode tags = request.putArray("part_etags");
            for (int number = 1; number <= parts.size(); number++) {
                tags.addObject()
                        .put("part_number", number)
                        .put("etag", parts.get(number - 1).etag());
            }
            calls.post(ROOT + "complete-multipart-upload", request);
        }

        @Override
        public void abort() throws SendException {
            if (abort.isPresent()) {
                SignedAddress end = abort.get();
                upload.send("DELETE", end.uri(), end.headers(), BodyPublishers.noBody(), 0);
            }
        }
    }
}
