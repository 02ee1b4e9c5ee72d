package io.soundforge.alchemy.platform.storage.object;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cloudinary's upload and delivery for one cloud, with signatures worked out here. */
public final class FakeCloudinary extends StoreServer {
    private static final String SECRET = "cloud-secret";
    private static final int LEAST_CHUNK = 5_000_000;
    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]+)-([0-9]+)/([0-9]+)");
    private static final Pattern DELIVERY =
            Pattern.compile("/cloud/video/authenticated/s--([A-Za-z0-9_-]{8})--/v1/((.+)\\.[a-z0-9]+)");

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();

    public CloudinaryConfig config() {
        return config(SECRET);
    }

    public CloudinaryConfig config(String secret) {
        URI here = url();
        return CloudinaryConfig.parse(
                "cloudinary://1234:" + secret + "@cloud?upload_prefix=" + here + "&secure_distribution=" + here);
    }

    public Set<String> names() {
        return Set.copyOf(files.keySet());
    }

    @Override
    protected void answer(HttpServerRequest request, Buffer body) {
        Matcher delivery = DELIVERY.matcher(request.path());
        if (delivery.matches()) {
            deliver(request, delivery);
        } else {
            take(request, body);
        }
    }

    private void deliver(HttpServerRequest request, Matcher delivery) {
        String wanted = Base64.getUrlEncoder()
                .encodeToString(sha1(delivery.group(2) + SECRET))
                .substring(0, 8);
        byte[] file = files.get(delivery.group(3));
        if (!wanted.equals(delivery.group(1))) {
            error(request, 401, "Invalid Signature");
        } else if (file == null) {
            error(request, 404, "Resource not found");
        } else {
            send(request, file);
        }
    }

    private void take(HttpServerRequest request, Buffer body) {
        Map<String, String> fields = new TreeMap<>();
        byte[] file = read(String.valueOf(request.getHeader("content-type")), body, fields);
        String signature = String.valueOf(fields.remove("signature"));
        fields.remove("api_key");
        String text = fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
        String id = fields.getOrDefault("public_id", "");
        if (!signature.equals(hex(sha1(text + SECRET)))) {
            error(request, 401, "Invalid Signature " + signature);
        } else if (request.path().endsWith("/video/destroy")) {
            String result = files.remove(id) == null ? "not found" : "ok";
            reply(
                    request,
                    200,
                    "application/json",
                    new JsonObject().put("result", result).encode());
        } else {
            chunk(request, id, file);
        }
    }

    private void chunk(HttpServerRequest request, String id, byte[] file) {
        Matcher range = RANGE.matcher(String.valueOf(request.getHeader("content-range")));
        if (!range.matches()) {
            error(request, 400, "Invalid Content-Range");
            return;
        }
        int first = Integer.parseInt(range.group(1));
        int total = Integer.parseInt(range.group(3));
        boolean last = first + file.length == total;
        String upload = String.valueOf(request.getHeader("x-unique-upload-id"));
        ByteArrayOutputStream whole = uploads.computeIfAbsent(upload, key -> new ByteArrayOutputStream());
        if (!last && file.length < LEAST_CHUNK) {
            error(request, 400, "All parts except EOF-chunk must be larger than 5mb");
            return;
        }
        if (whole.size() == first) { // a chunk that is sent again changes nothing
            whole.writeBytes(file);
        }
        JsonObject answer = new JsonObject().put("done", last).put("public_id", id);
        if (last) {
            files.put(id, whole.toByteArray());
            uploads.remove(upload);
            answer.put("version", 77)
                    .put("bytes", total)
                    .put("signature", hex(sha1("public_id=" + id + "&version=77" + SECRET)));
        }
        reply(request, 200, "application/json", answer.encode());
    }

    /** Fields into the map; the file's bytes back. */
    private static byte[] read(String type, Buffer body, Map<String, String> fields) {
        String border = "--" + type.substring(type.indexOf("boundary=") + "boundary=".length());
        String text = body.toString(StandardCharsets.ISO_8859_1);
        byte[] file = new byte[0];
        for (String part : text.split(Pattern.quote(border), -1)) {
            int head = part.indexOf("\r\n\r\n");
            if (head < 0) {
                continue;
            }
            Matcher name = Pattern.compile("name=\"([a-z_]+)\"").matcher(part);
            String value = part.substring(head + 4, part.length() - 2);
            if (name.find() && name.group(1).equals("file")) {
                file = value.getBytes(StandardCharsets.ISO_8859_1);
            } else {
                fields.put(name.group(1), value);
            }
        }
        return file;
    }

    @Override
    protected void fault(HttpServerRequest request, int status) {
        error(request, status, "General Error");
    }

    private void error(HttpServerRequest request, int status, String message) {
        request.response().putHeader("x-cld-error", message);
        reply(
                request,
                status,
                "application/json",
                request.method().name().equals("HEAD")
                        ? ""
                        : new JsonObject()
                                .put("error", new JsonObject().put("message", message))
                                .encode());
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
