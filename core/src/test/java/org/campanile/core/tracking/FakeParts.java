package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of an MLflow server that takes files in parts, and the object store behind it, which knows signatures alone and
 * answers with the MD5 sum of a part: S3, whose every upload has a name of its own, or Azure, which knows no uploads but
 * keeps named blocks of a file. Speaks {@code mlflow_artifacts.proto} of MLflow's server, and {@code
 * databricks_artifacts.proto} of Databricks. Guarded by the server that it is a part of.
 */
final class FakeParts {
    static final String STORE = "/parts/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeMlflow server;
    private final Map<String, Upload> uploads = new LinkedHashMap<>();
    private final List<Integer> taken = new ArrayList<>();
    private final List<String> aborted = new ArrayList<>();
    private String address = "";
    private final Map<String, String> blobs = new HashMap<>();
    private boolean isAzure;
    private int created;

    private static final class Upload {
        private final String path;
        private int parts;
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

    /** From now on the store is one of Azure. */
    FakeParts openAzure() {
        synchronized (server) {
            isAzure = true;
        }
        return open("");
    }

    /** The store clears away what was not put together. */
    void clear() {
        synchronized (server) {
            uploads.clear();
        }
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
        requireOpen();
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

    private void requireOpen() {
        if (address.isEmpty()) {
            throw new FakeMlflow.Refusal(
                    501, "NOT_IMPLEMENTED", "Multipart upload is not supported for the current artifact repository");
        }
    }

    private String create(String path, JsonNode request) {
        String id = begin(path, request);
        ObjectNode answer = JSON.createObjectNode();
        if (!isAzure) {
            answer.put("upload_id", id);
        }
        for (int part = 1; part <= uploads.get(id).parts; part++) {
            answer.withArray("credentials")
                    .addObject()
                    .put("url", url(id, part))
                    .put("part_number", part)
                    .putObject("headers")
                    .put("x-given", "yes");
        }
        return answer.toString();
    }

    private String begin(String path, JsonNode request) {
        int parts = request.path("num_parts").asInt();
        FakeMlflow.check(parts >= 1 && parts <= 10_000, "number of parts " + request);
        created++;
        String id = isAzure ? blobs.computeIfAbsent(path, key -> "blob-" + created) : "upload-" + created;
        uploads.computeIfAbsent(id, key -> new Upload(path, parts)).parts = parts;
        return id;
    }

    private String url(String id, int part) {
        String block = isAzure ? "comp=block&blockid=" + block(part) + "&" : "";
        return address + STORE + id + "/" + part + "?" + block + "sig=1";
    }

    /** As MLflow names them, and as they stand in an address. */
    private static String block(int part) {
        byte[] name = ("mlflow_block_" + part).getBytes(StandardCharsets.UTF_8);
        return URLEncoder.encode(Base64.getEncoder().encodeToString(name), StandardCharsets.UTF_8);
    }

    /** What Databricks is asked by POST, and as which its client asks for logged models, too. */
    String callOfDatabricks(String action, String place, JsonNode request) {
        requireOpen();
        String path = place + "/" + FakeMlflow.text(request, "path");
        if (action.equals("create")) {
            String id = begin(path, request);
            ObjectNode answer = JSON.createObjectNode().put("upload_id", id);
            for (int part = 1; part <= uploads.get(id).parts; part++) {
                answer.withArray("upload_credential_infos").add(info(url(id, part)));
            }
            answer.set("abort_credential_info", info(url(id, 0)));
            return answer.toString();
        }
        ArrayNode parts = JSON.createArrayNode();
        String id = FakeMlflow.text(request, "upload_id");
        for (JsonNode part : request.path("part_etags")) {
            ObjectNode copy = parts.addObject();
            copy.setAll((ObjectNode) part);
            copy.put("url", url(id, part.path("part_number").asInt()));
        }
        putTogether(id, existing(id), parts);
        return "{}";
    }

    /** The address of a part of an upload that Databricks knows. */
    String addressOfDatabricks(Map<String, String> query) {
        Upload upload = existing(query.getOrDefault("upload_id", ""));
        int part = Integer.parseInt(query.getOrDefault("part_number", ""));
        FakeMlflow.check(part >= 1 && part <= upload.parts, "part " + query);
        FakeMlflow.check(upload.path.endsWith("/" + query.get("path")), "path " + query);
        ObjectNode answer = JSON.createObjectNode();
        answer.set("upload_credential_info", info(url(query.getOrDefault("upload_id", ""), part)));
        return answer.toString();
    }

    private Upload existing(String id) {
        Upload upload = uploads.get(id);
        if (upload == null) {
            throw new FakeMlflow.Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no upload " + id);
        }
        return upload;
    }

    private static ObjectNode info(String url) {
        ObjectNode info = JSON.createObjectNode().put("signed_uri", url).put("type", "AWS_PRESIGNED_URL");
        info.putArray("headers").addObject().put("name", "x-given").put("value", "yes");
        return info;
    }

    /** Takes a part, or the order to end an upload. */
    void take(HttpExchange exchange, byte[] body) {
        String[] place =
                exchange.getRequestURI().getPath().substring(STORE.length()).split("/", 2);
        FakeMlflow.check(
                (address + exchange.getRequestURI()).equals(url(place[0], Integer.parseInt(place[1]))),
                "signature of part");
        FakeMlflow.check(
                exchange.getRequestHeaders().getFirst("Authorization") == null, "credentials sent to the object store");
        FakeMlflow.check("yes".equals(exchange.getRequestHeaders().getFirst("x-given")), "header that was asked for");
        Upload upload = uploads.get(place[0]);
        if (upload == null) {
            throw new FakeMlflow.Refusal(404, "NoSuchUpload", place[0]);
        }
        if (exchange.getRequestMethod().equals("DELETE")) {
            uploads.remove(place[0]);
            aborted.add(place[0]);
            return;
        }
        FakeMlflow.check(
                exchange.getRequestHeaders().getFirst("Content-Length") != null, "length of part is not said ahead");
        int part = Integer.parseInt(place[1]);
        upload.contents.put(part, body);
        taken.add(part);
        exchange.getResponseHeaders()
                .add(
                        isAzure ? "Content-MD5" : "ETag",
                        isAzure ? Base64.getEncoder().encodeToString(md5(body)) : tag(body));
    }

    private static String tag(byte[] body) {
        return '"' + HexFormat.of().formatHex(md5(body)) + '"';
    }

    private static byte[] md5(byte[] body) {
        try {
            return MessageDigest.getInstance("MD5").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String complete(JsonNode request) {
        String id = isAzure
                ? URI.create(FakeMlflow.text(request.at("/parts/0"), "url"))
                        .getPath()
                        .split("/", -1)[2]
                : FakeMlflow.text(request, "upload_id");
        Upload upload = uploads.get(id);
        if (upload == null) {
            throw new FakeMlflow.Refusal(500, "INTERNAL_ERROR", "NoSuchUpload " + id);
        }
        putTogether(id, upload, request.path("parts"));
        return "{}";
    }

    private void putTogether(String id, Upload upload, JsonNode parts) {
        FakeMlflow.check(parts.size() == upload.parts, "parts " + parts);
        if (isAzure && upload.contents.size() < parts.size()) {
            throw new FakeMlflow.Refusal(500, "INTERNAL_ERROR", "InvalidBlockList");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int number = 0;
        for (JsonNode part : parts) {
            number++;
            byte[] contents = upload.contents.getOrDefault(number, new byte[0]);
            FakeMlflow.check(part.path("part_number").asInt() == number, "order of parts " + parts);
            FakeMlflow.check(isAzure || FakeMlflow.text(part, "etag").equals(tag(contents)), "tag of part " + part);
            FakeMlflow.check(FakeMlflow.text(part, "url").equals(url(id, number)), "address of part " + part);
            whole.writeBytes(contents);
        }
        server.store(upload.path, whole.toByteArray());
        uploads.remove(id);
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
