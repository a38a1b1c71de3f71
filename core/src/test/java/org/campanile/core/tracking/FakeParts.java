package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of an MLflow server that takes files in parts, and the object store behind it, which knows signatures alone and
 * answers with the MD5 sum of a part as S3 does. Guarded by the server that it is a part of.
 */
final class FakeParts {
    static final String STORE = "/parts/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeMlflow server;
    private final Map<String, Upload> uploads = new LinkedHashMap<>();
    private final List<Integer> taken = new ArrayList<>();
    private final List<String> aborted = new ArrayList<>();
    private String address = "";

    private static final class Upload {
        private final String path;
        private final int parts;
        private final Map<Integer, byte[]> contents = new TreeMap<>();

        private Upload(String path, int parts) {
            this.path = path;
            this.parts = parts;
        }
    }

    FakeParts(FakeMlflow server) {
        this.server = server;
    }

    /** From now on there is a store behind the server, with an address of this kind; empty for the server's own. */
    FakeParts open(String storeAddress) {
        synchronized (server) {
            address = storeAddress.isEmpty() ? server.uri() : storeAddress;
        }
        return this;
    }

    /** Numbers of the parts that have arrived, in order. */
    List<Integer> taken() {
        synchronized (server) {
            return List.copyOf(taken);
        }
    }

    /** Ids of the uploads that were given up. */
    List<String> aborted() {
        synchronized (server) {
            return List.copyOf(aborted);
        }
    }

    /** @param path as in {@code create/1/RUN/artifacts/FOLDER} */
    String call(String path, JsonNode request) {
        if (address.isEmpty()) {
            throw new FakeMlflow.Refusal(
                    501, "NOT_IMPLEMENTED", "Multipart upload is not supported for the current artifact repository");
        }
        int slash = path.indexOf('/');
        String name = FakeMlflow.text(request, "path");
        FakeMlflow.check(!name.isEmpty() && !name.contains("/"), "name of file " + request);
        return switch (path.substring(0, slash)) {
            case "create" -> create(path.substring(slash + 1) + "/" + name, request);
            case "complete" -> complete(request);
            case "abort" -> abort(request);
            default -> throw new FakeMlflow.Refusal(404, "ENDPOINT_NOT_FOUND", path);
        };
    }

    private String create(String path, JsonNode request) {
        Upload upload = new Upload(path, request.path("num_parts").asInt());
        FakeMlflow.check(upload.parts >= 1 && upload.parts <= 10_000, "number of parts " + request);
        String id = "upload-" + (uploads.size() + 1);
        uploads.put(id, upload);
        ObjectNode answer = JSON.createObjectNode().put("upload_id", id);
        for (int part = 1; part <= upload.parts; part++) {
            answer.withArray("credentials")
                    .addObject()
                    .put("url", url(id, part))
                    .put("part_number", part)
                    .putObject("headers")
                    .put("x-given", "yes");
        }
        return answer.toString();
    }

    private String url(String id, int part) {
        return address + STORE + id + "/" + part + "?sig=1";
    }

    /** Takes a part. */
    void take(HttpExchange exchange, byte[] body) {
        String[] place =
                exchange.getRequestURI().getPath().substring(STORE.length()).split("/", 2);
        FakeMlflow.check("sig=1".equals(exchange.getRequestURI().getRawQuery()), "signature of part");
        FakeMlflow.check(
                exchange.getRequestHeaders().getFirst("Authorization") == null, "credentials sent to the object store");
        FakeMlflow.check("yes".equals(exchange.getRequestHeaders().getFirst("x-given")), "header that was asked for");
        FakeMlflow.check(
                exchange.getRequestHeaders().getFirst("Content-Length") != null, "length of part is not said ahead");
        Upload upload = uploads.get(place[0]);
        if (upload == null) {
            throw new FakeMlflow.Refusal(404, "NoSuchUpload", place[0]);
        }
        int part = Integer.parseInt(place[1]);
        upload.contents.put(part, body);
        taken.add(part);
        exchange.getResponseHeaders().add("ETag", tag(body));
    }

    private static String tag(byte[] body) {
        try {
            return '"'
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body))
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String complete(JsonNode request) {
        String id = FakeMlflow.text(request, "upload_id");
        Upload upload = uploads.get(id);
        if (upload == null) {
            throw new FakeMlflow.Refusal(500, "INTERNAL_ERROR", "NoSuchUpload " + id);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        FakeMlflow.check(request.path("parts").size() == upload.parts, "parts " + request);
        int number = 0;
        for (JsonNode part : request.path("parts")) {
            number++;
            byte[] contents = upload.contents.getOrDefault(number, new byte[0]);
            FakeMlflow.check(part.path("part_number").asInt() == number, "order of parts " + request);
            FakeMlflow.check(FakeMlflow.text(part, "etag").equals(tag(contents)), "tag of part " + part);
            FakeMlflow.check(FakeMlflow.text(part, "url").equals(url(id, number)), "address of part " + part);
            whole.writeBytes(contents);
        }
        server.store(upload.path, whole.toByteArray());
        uploads.remove(id);
        return "{}";
    }

    private String abort(JsonNode request) {
        String id = FakeMlflow.text(request, "upload_id");
        uploads.remove(id);
        aborted.add(id);
        return "{}";
    }

    /** Nothing of any file is left with the store. */
    boolean isEmpty() {
        synchronized (server) {
            return uploads.isEmpty();
        }
    }
}
