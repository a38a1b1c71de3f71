package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes large files in parts to the object store behind a tracking server, which hands out an address for each part (S3,
 * Google, Azure). A part that has arrived is not sent again when a later one fails.
 *
 * <p>Addresses are good for about an hour, and whoever has one may write there. So they are kept in memory alone, and a
 * file is taken up where it was left by the same process, not by another one. For one thread.
 */
final class MultipartArtifacts {
    private static final Logger LOG = LoggerFactory.getLogger(MultipartArtifacts.class);

    /** A store that does not put together what it has so often has it no more, or has done so already. */
    private static final int MOST_COMPLETIONS = 3;

    private final HttpUpload upload;
    private final Endpoint endpoint;
    private final int partBytes;
    private final Map<String, PartialFile> partials = new HashMap<>();
    private boolean hasArrived;
    private boolean isOff;

    /** Requests to the tracking server about an artifact of this path. */
    interface Endpoint {
        HttpResponse<String> post(String action, String folder, ObjectNode request) throws SendException;
    }

    /** @param partBytes size of all parts but the last; S3 wants at least 5 MiB */
    MultipartArtifacts(HttpUpload upload, Endpoint endpoint, int partBytes) {
        this.upload = upload;
        this.endpoint = endpoint;
        this.partBytes = partBytes;
    }

    /**
     * Sends a file, or goes on with it.
     *
     * @return whether it is there; not where the server's store takes no parts, or is out of reach from here
     */
    boolean put(String path, Path file) throws SendException, IOException {
        if (isOff) {
            return false;
        }
        PartialFile partial = partial(path, file);
        if (partial == null) {
            return false;
        }
        try {
            sendParts(partial, file);
            complete(partial);
        } catch (SendException e) {
            return fail(partial, e);
        }
        partials.remove(path);
        return true;
    }

    private @Nullable PartialFile partial(String path, Path file) throws SendException, IOException {
        PartialFile known = partials.get(path);
        if (known != null && !known.isOf(file)) {
            abandon(known);
            known = null;
        }
        return known != null ? known : begin(path, file);
    }

    /** Any refusal means that files go through the server, where the reason shows if it is one for them, too. */
    private @Nullable PartialFile begin(String path, Path file) throws SendException, IOException {
        PartialFile partial = new PartialFile(path, file);
        int parts = Math.toIntExact((partial.size + partBytes - 1) / partBytes);
        JsonNode answer;
        try {
            answer = MlflowCalls.parse(
                    endpoint.post("create", partial.folder(), partial.request().put("num_parts", parts))
                            .body());
        } catch (SendException e) {
            if (!e.isAnswer()) {
                throw e;
            }
            turnOff("its store takes no files in parts: " + e.getMessage());
            return null;
        }
        partial.uploadId = answer.path("upload_id").asText();
        answer.path("credentials").forEach(partial.addresses::add);
        if (partial.addresses.size() != parts) {
            turnOff("%d addresses were given for %d parts".formatted(partial.addresses.size(), parts));
            return null;
        }
        partials.put(path, partial);
        return partial;
    }

    private void sendParts(PartialFile partial, Path file) throws SendException, IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            bytes.skipNBytes(Math.min(partial.size, (long) partial.parts.size() * partBytes));
            while (partial.parts.size() < partial.addresses.size()) {
                sendPart(partial, partial.addresses.get(partial.parts.size()), bytes.readNBytes(partBytes));
            }
        }
    }

    private void sendPart(PartialFile partial, JsonNode credential, byte[] bytes) throws SendException {
        String address = credential.path("url").asText();
        int number = credential.path("part_number").asInt();
        Map<String, String> headers = new TreeMap<>();
        credential
                .path("headers")
                .fields()
                .forEachRemaining(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        HttpResponse<String> answer = upload.send(
                "PUT", SignedUrlArtifacts.address(address), headers, BodyPublishers.ofByteArray(bytes), bytes.length);
        StoredSum.check(answer.headers(), bytes, "part %d of %s".formatted(number, partial.path));
        hasArrived = true;
        partial.parts
                .addObject()
                .put("part_number", number)
                .put("etag", answer.headers().firstValue("ETag").orElse(""))
                .put("url", address);
    }

    private void complete(PartialFile partial) throws SendException {
        partial.completions++;
        ObjectNode request = partial.request().put("upload_id", partial.uploadId);
        request.set("parts", partial.parts);
        endpoint.post("complete", partial.folder(), request);
    }

    /** Returns false when the file may go through the server instead. */
    private boolean fail(PartialFile partial, SendException failure) throws SendException {
        if (!hasArrived && failure.kind() != SendException.Kind.DAMAGED) {
            abandon(partial);
            turnOff("its store is out of reach from here: " + failure.getMessage());
            return false;
        }
        boolean mayPass = failure.kind() == SendException.Kind.LATER || failure.kind() == SendException.Kind.DAMAGED;
        if (mayPass && partial.completions < MOST_COMPLETIONS) {
            throw failure;
        }
        abandon(partial);
        throw SendException.later("%s has to be sent anew: %s".formatted(partial.path, failure.getMessage()), failure);
    }

    /** The store frees what it has of the file. It may not have got so far, or be gone: that is no trouble of ours. */
    private void abandon(PartialFile partial) {
        partials.remove(partial.path);
        try {
            endpoint.post("abort", partial.folder(), partial.request().put("upload_id", partial.uploadId));
        } catch (SendException e) {
            LOG.debug("Parts of {} stay with their store: {}", partial.path, e.getMessage());
        }
    }

    private void turnOff(String reason) {
        isOff = true;
        LOG.info("Large files go through the tracking server as a whole, since {}", reason);
    }

    /** A file some parts of which have arrived, as it was when the first was sent. */
    private static final class PartialFile {
        private final String path;
        private final long size;
        private final long timeMillis;
        private final ArrayNode addresses = Json.MAPPER.createArrayNode();
        private final ArrayNode parts = Json.MAPPER.createArrayNode();
        private String uploadId = "";
        private int completions;

        PartialFile(String path, Path file) throws IOException {
            this.path = path;
            size = Files.size(file);
            timeMillis = Files.getLastModifiedTime(file).toMillis();
        }

        boolean isOf(Path file) throws IOException {
            return size == Files.size(file)
                    && timeMillis == Files.getLastModifiedTime(file).toMillis();
        }

        String folder() {
            return path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }

        ObjectNode request() {
            return Json.MAPPER.createObjectNode().put("path", path.substring(path.lastIndexOf('/') + 1));
        }
    }
}
