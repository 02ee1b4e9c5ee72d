package io.soundforge.alchemy.platform.storage.object;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One bucket of a project of Supabase's hosted Storage: its keys, its odd errors, its chunks of 6 MiB. */
public final class FakeSupabaseStorage extends StoreServer {
    public static final String BUCKET = "audio";
    public static final String KEY = "sb_secret_0123456789";

    private static final String ROOT = "/storage/v1";
    private static final int CHUNK = 6 << 20;
    private static final byte[] SIGNING = "signing".getBytes(StandardCharsets.UTF_8);

    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Unfinished> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger counter = new AtomicInteger();

    private record Stored(byte[] bytes, JsonObject metadata, String tag) {}

    private static final class Unfinished {
        final String name;
        final JsonObject metadata;
        final int length;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Unfinished(String name, JsonObject metadata, int length) {
            this.name = name;
            this.metadata = metadata;
            this.length = length;
        }
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int real;
        final String error;

        Refused(int real, String error) {
            super(error, null, false, false);
            this.real = real;
            this.error = error;
        }
    }

    public SupabaseConfig config() {
        return new SupabaseConfig(url(), BUCKET, KEY, SupabaseConfig.KeyHeaders.AUTO);
    }

    public Set<String> names() {
        return Set.copyOf(objects.keySet());
    }

    public byte[] bytes(String name) {
        return requireNonNull(objects.get(name)).bytes().clone();
    }

    public void place(String name, byte[] bytes) {
        objects.put(name, new Stored(bytes, new JsonObject(), tag(bytes)));
    }

    public int unfinishedUploads() {
        return uploads.size();
    }

    @Override
    protected void answer(HttpServerRequest request, Buffer body) {
        try {
            serve(request, body);
        } catch (Refused refused) {
            // The status line says 400 for nearly everything.
            reply(
                    request,
                    refused.real == 403 || refused.real == 401 ? refused.real : 400,
                    "application/json",
                    new JsonObject()
                            .put("statusCode", Integer.toString(refused.real))
                            .put("error", refused.error)
                            .put("message", "in the store's words")
                            .encode());
        }
    }

    @Override
    protected void fault(HttpServerRequest request, int status) {
        if (request.path().contains("/upload/resumable")) {
            reply(request, status, "text/plain", "something went wrong"); // tus answers in plain text
            return;
        }
        reply(
                request,
                status == 503 ? 400 : status,
                "application/json",
                new JsonObject()
                        .put("statusCode", status == 503 ? "429" : Integer.toString(status))
                        .put("error", status == 503 ? "SlowDown" : "InternalError")
                        .put("message", "in the store's words")
                        .encode());
    }

    private void serve(HttpServerRequest request, Buffer body) {
        String path = URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
        if (!path.startsWith(ROOT)) {
            throw new Refused(404, "not_found");
        }
        String rest = path.substring(ROOT.length());
        if (request.method().name().equals("GET") && rest.startsWith("/object/sign/")) {
            signed(request, rest);
            return;
        }
        requireKey(request);
        if (rest.startsWith("/upload/resumable")) {
            tus(request, rest, body);
        } else if (rest.startsWith("/bucket/")) {
            requireBucket(rest.substring("/bucket/".length()));
            json(request, new JsonObject().put("id", BUCKET).put("public", false));
        } else if (rest.equals("/object/copy")) {
            copy(request, body.toJsonObject());
        } else if (rest.startsWith("/object/list/")) {
            requireBucket(rest.substring("/object/list/".length()));
            list(request, body.toJsonObject());
        } else if (rest.startsWith("/object/sign/")) {
            sign(request, name(rest, "/object/sign/"), body.toJsonObject());
        } else if (rest.startsWith("/object/info/")) {
            info(request, name(rest, "/object/info/"));
        } else if (request.method().name().equals("DELETE")) {
            requireBucket(rest.substring("/object/".length()));
            delete(request, body.toJsonObject());
        } else if (request.method().name().equals("GET")) {
            Stored found = find(name(rest, "/object/"));
            request.response().putHeader("etag", found.tag());
            send(request, found.bytes());
        } else {
            put(request, name(rest, "/object/"), body);
        }
    }

    /** Newer keys are no tokens: in Authorization they are refused. */
    private static void requireKey(HttpServerRequest request) {
        if (!KEY.equals(request.getHeader("apikey")) || request.getHeader("authorization") != null) {
            throw new Refused(403, "Unauthorized");
        }
        if (String.valueOf(request.getHeader("user-agent")).startsWith("Mozilla")) {
            throw new Refused(401, "Unauthorized");
        }
    }

    private static void requireBucket(String bucket) {
        if (!bucket.equals(BUCKET)) {
            throw new Refused(404, "Bucket not found");
        }
    }

    private static String name(String rest, String form) {
        String name = rest.substring(form.length());
        requireBucket(name.substring(0, Math.max(0, name.indexOf('/'))));
        return name.substring(BUCKET.length() + 1);
    }

    private Stored find(String name) {
        Stored found = objects.get(name);
        if (found == null) {
            throw new Refused(404, "not_found");
        }
        return found;
    }

    private void put(HttpServerRequest request, String name, Buffer body) {
        if (body.length() > CHUNK) {
            throw new Refused(413, "Payload too large");
        }
        if (objects.containsKey(name) && !"true".equals(request.getHeader("x-upsert"))) {
            throw new Refused(409, "Duplicate");
        }
        String note = request.getHeader("x-metadata");
        JsonObject metadata = note == null ? new JsonObject() : new JsonObject(decoded(note));
        objects.put(name, new Stored(body.getBytes(), metadata, tag(body.getBytes())));
        json(request, new JsonObject().put("Id", "some").put("Key", BUCKET + "/" + name));
    }

    private void info(HttpServerRequest request, String name) {
        Stored found = find(name);
        json(
                request,
                new JsonObject()
                        .put("id", "some")
                        .put("name", name)
                        .put("size", found.bytes().length)
                        .put("etag", found.tag())
                        .put("metadata", found.metadata()));
    }

    private void copy(HttpServerRequest request, JsonObject wish) {
        requireBucket(wish.getString("bucketId"));
        objects.put(wish.getString("destinationKey"), find(wish.getString("sourceKey")));
        json(request, new JsonObject().put("Key", BUCKET + "/" + wish.getString("destinationKey")));
    }

    private void delete(HttpServerRequest request, JsonObject wish) {
        JsonArray gone = new JsonArray();
        for (Object name : wish.getJsonArray("prefixes")) {
            if (objects.remove((String) name) != null) {
                gone.add(new JsonObject().put("name", name));
            }
        }
        reply(request, 200, "application/json", gone.encode());
    }

    /** One level: folders have no id. */
    private void list(HttpServerRequest request, JsonObject question) {
        String folder = question.getString("prefix") + "/";
        Map<String, JsonObject> level = new LinkedHashMap<>();
        objects.tailMap(folder, true).keySet().stream()
                .takeWhile(name -> name.startsWith(folder))
                .map(name -> name.substring(folder.length()))
                .forEach(name -> {
                    int slash = name.indexOf('/');
                    String first = slash < 0 ? name : name.substring(0, slash);
                    level.putIfAbsent(first, new JsonObject().put("name", first).put("id", slash < 0 ? "some" : null));
                });
        List<JsonObject> page = level.values().stream()
                .skip(question.getInteger("offset"))
                .limit(Math.min(1000, question.getInteger("limit")))
                .toList();
        reply(request, 200, "application/json", new JsonArray(page).encode());
    }

    private void sign(HttpServerRequest request, String name, JsonObject wish) {
        find(name);
        if (wish.getInteger("expiresIn") < 1) {
            throw new Refused(400, "InvalidRequest");
        }
        json(
                request,
                new JsonObject().put("signedURL", "/object/sign/" + BUCKET + "/" + name + "?token=" + token(name)));
    }

    private void signed(HttpServerRequest request, String rest) {
        String name = name(rest, "/object/sign/");
        if (!token(name).equals(request.getParam("token"))) {
            throw new Refused(400, "InvalidJWT");
        }
        send(request, find(name).bytes());
    }

    private void tus(HttpServerRequest request, String rest, Buffer body) {
        if (!"1.0.0".equals(request.getHeader("tus-resumable"))) {
            reply(request, 412, "text/plain", "Tus-Resumable Required");
            return;
        }
        request.response().putHeader("tus-resumable", "1.0.0");
        if (request.method().name().equals("POST")) {
            createUpload(request);
            return;
        }
        String id = rest.substring(rest.lastIndexOf('/') + 1);
        Unfinished upload = uploads.get(id);
        if (upload == null) {
            reply(request, 404, "text/plain", "The file for this url was not found");
            return;
        }
        switch (request.method().name()) {
            case "HEAD" -> progress(request, 200, upload);
            case "DELETE" -> {
                uploads.remove(id);
                reply(request, 204, "", "");
            }
            default -> patch(request, id, upload, body.getBytes());
        }
    }

    private void createUpload(HttpServerRequest request) {
        Map<String, String> metadata = new HashMap<>();
        Arrays.stream(request.getHeader("upload-metadata").split(",", -1))
                .map(pair -> pair.strip().split(" ", -1))
                .forEach(pair -> metadata.put(pair[0], decoded(pair[1])));
        requireBucket(String.valueOf(metadata.get("bucketName")));
        String id = "tus-" + counter.incrementAndGet();
        uploads.put(
                id,
                new Unfinished(
                        requireNonNull(metadata.get("objectName")),
                        new JsonObject(metadata.get("metadata")),
                        Integer.parseInt(request.getHeader("upload-length"))));
        // As behind a proxy: the host is one that only the server knows.
        request.response().putHeader("location", "http://storage.internal:5000" + ROOT + "/upload/resumable/" + id);
        reply(request, 201, "", "");
    }

    private void patch(HttpServerRequest request, String id, Unfinished upload, byte[] body) {
        boolean last = upload.bytes.size() + body.length == upload.length;
        if (!Integer.toString(upload.bytes.size()).equals(request.getHeader("upload-offset"))) {
            reply(request, 409, "text/plain", "Upload-Offset conflict");
        } else if (!last && body.length != CHUNK) {
            reply(request, 400, "text/plain", "Chunks must be of 6 MiB");
        } else {
            upload.bytes.writeBytes(body);
            if (last) {
                byte[] bytes = upload.bytes.toByteArray();
                objects.put(upload.name, new Stored(bytes, upload.metadata, tag(bytes)));
                uploads.remove(id);
            }
            progress(request, 204, upload);
        }
    }

    private void progress(HttpServerRequest request, int status, Unfinished upload) {
        request.response().putHeader("upload-offset", Integer.toString(upload.bytes.size()));
        reply(request, status, "", "");
    }

    private void json(HttpServerRequest request, JsonObject body) {
        reply(request, 200, "application/json", body.encode());
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static String token(String name) {
        byte[] both = (name + HexFormat.of().formatHex(SIGNING)).getBytes(StandardCharsets.UTF_8);
        return tag(both).replace("\"", "");
    }

    private static String tag(byte[] bytes) {
        try {
            return "\""
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)) + "\"";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
