package io.soundforge.alchemy.platform.storage.object;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A bucket that speaks S3 in path style. Signatures are worked out here from the bytes that came, by code of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's error responses</a>
 */
public final class FakeS3 extends StoreServer {
    public static final String BUCKET = "music";
    public static final String REGION = "eu-test-1";
    public static final String ACCESS_KEY_ID = "AKIDTEST";
    public static final String SECRET_ACCESS_KEY = "wJalr/secret+key";

    private static final int LEAST_PART = 5 << 20;
    private static final int PAGE = 1000;
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/([0-9]{8})/([^/]+)/s3/aws4_request,\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final String EMPTY = hex(sha256(new byte[0]));

    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Unfinished> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger counter = new AtomicInteger();

    private record Stored(byte[] bytes, String tag, String type, String note) {}

    private record Unfinished(
            String key, String type, String note, NavigableMap<Integer, byte[]> parts, Instant begun) {}

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;
        final String code;

        Refused(int status, String code) {
            super(code, null, false, false);
            this.status = status;
            this.code = code;
        }
    }

    public S3Config config() {
        return new S3Config(url(), REGION, BUCKET, ACCESS_KEY_ID, SECRET_ACCESS_KEY, true);
    }

    /** Names of all objects. */
    public Set<String> names() {
        return Set.copyOf(objects.keySet());
    }

    public byte[] bytes(String name) {
        return requireNonNull(objects.get(name)).bytes().clone();
    }

    /** Puts an object there behind everybody's back. */
    public void place(String name, byte[] bytes) {
        objects.put(name, new Stored(bytes, tag(bytes), "application/octet-stream", ""));
    }

    public int unfinishedUploads() {
        return uploads.size();
    }

    /** Begins an upload as somebody who then dies. */
    public void leaveUpload(String name, Instant begun) {
        uploads.put("left-" + counter.incrementAndGet(), new Unfinished(name, "", "", new TreeMap<>(), begun));
    }

    @Override
    protected void answer(HttpServerRequest request, Buffer body) {
        try {
            verify(request, body.getBytes());
            serve(request, body.getBytes());
        } catch (Refused refused) {
            error(request, refused.status, refused.code);
        }
    }

    @Override
    protected void fault(HttpServerRequest request, int status) {
        error(request, status, status == 503 || status == 429 ? "SlowDown" : "InternalError");
    }

    private void error(HttpServerRequest request, int status, String code) {
        String body = request.method().name().equals("HEAD")
                ? ""
                : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                        + "</Code><Message>in the store's words</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>";
        reply(request, status, "application/xml", body);
    }

    private void serve(HttpServerRequest request, byte[] body) {
        String path = decode(request.path());
        if (!path.startsWith("/" + BUCKET + "/")) {
            throw new Refused(404, "NoSuchBucket");
        }
        String key = path.substring(BUCKET.length() + 2);
        String upload = request.getParam("uploadId");
        switch (request.method().name()) {
            case "PUT" -> {
                if (upload != null) {
                    putPart(request, upload, body);
                } else if (request.getHeader("x-amz-copy-source") != null) {
                    copy(request, key);
                } else {
                    put(request, key, body);
                }
            }
            case "POST" -> {
                if (request.query().contains("delete=")) {
                    deleteMany(request, body);
                } else if (upload != null) {
                    complete(request, key, upload, new String(body, StandardCharsets.UTF_8));
                } else {
                    begin(request, key);
                }
            }
            case "DELETE" -> {
                if (upload != null && uploads.remove(upload) == null) {
                    throw new Refused(404, "NoSuchUpload");
                }
                reply(request, 204, "", "");
            }
            default -> {
                if (!key.isEmpty()) {
                    get(request, key);
                } else if (request.query().contains("uploads=")) {
                    listUploads(request);
                } else {
                    list(request);
                }
            }
        }
    }

    private void put(HttpServerRequest request, String key, byte[] body) {
        objects.put(
                key,
                new Stored(body, tag(body), header(request, "content-type"), header(request, "x-amz-meta-sha256")));
        request.response().putHeader("etag", tag(body));
        reply(request, 200, "", "");
    }

    private void copy(HttpServerRequest request, String key) {
        String source = decode(request.getHeader("x-amz-copy-source")).substring(BUCKET.length() + 2);
        Stored from = objects.get(source);
        if (from == null) {
            throw new Refused(404, "NoSuchKey");
        }
        objects.put(key, from);
        reply(request, 200, "application/xml", "<CopyObjectResult><ETag>" + from.tag() + "</ETag></CopyObjectResult>");
    }

    private void get(HttpServerRequest request, String key) {
        Stored found = objects.get(key);
        if (found == null) {
            throw new Refused(404, "NoSuchKey");
        }
        request.response().putHeader("etag", found.tag()).putHeader("accept-ranges", "bytes");
        if (!found.note().isEmpty()) {
            request.response().putHeader("x-amz-meta-sha256", found.note());
        }
        send(request, found.bytes());
    }

    private void begin(HttpServerRequest request, String key) {
        String id = "upload/" + counter.incrementAndGet() + "+=";
        uploads.put(
                id,
                new Unfinished(
                        key,
                        header(request, "content-type"),
                        header(request, "x-amz-meta-sha256"),
                        new ConcurrentSkipListMap<>(),
                        Instant.now()));
        reply(
                request,
                200,
                "application/xml",
                "<InitiateMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><UploadId>" + id
                        + "</UploadId></InitiateMultipartUploadResult>");
    }

    private void putPart(HttpServerRequest request, String id, byte[] body) {
        unfinished(id).parts().put(Integer.parseInt(request.getParam("partNumber")), body);
        request.response().putHeader("etag", tag(body));
        reply(request, 200, "", "");
    }

    private Unfinished unfinished(String id) {
        Unfinished found = uploads.get(id);
        if (found == null) {
            throw new Refused(404, "NoSuchUpload");
        }
        return found;
    }

    private void complete(HttpServerRequest request, String key, String id, String body) {
        Unfinished upload = unfinished(id);
        List<String> tags = all(body, "ETag");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int number = 0;
        for (byte[] part : upload.parts().values()) {
            if (!tags.get(number).replace("&quot;", "\"").equals(tag(part))) {
                throw new Refused(400, "InvalidPart");
            }
            if (++number < upload.parts().size() && part.length < LEAST_PART) {
                throw new Refused(400, "EntityTooSmall");
            }
            whole.writeBytes(part);
        }
        if (number != tags.size()) {
            throw new Refused(400, "InvalidPart");
        }
        byte[] bytes = whole.toByteArray();
        objects.put(key, new Stored(bytes, "\"" + id.hashCode() + "-" + number + "\"", upload.type(), upload.note()));
        uploads.remove(id);
        reply(
                request,
                200,
                "application/xml",
                "\n\n<CompleteMultipartUploadResult><Key>" + key + "</Key></CompleteMultipartUploadResult>");
    }

    private void list(HttpServerRequest request) {
        String prefix = request.getParam("prefix") == null ? "" : request.getParam("prefix");
        String after = request.getParam("continuation-token");
        List<String> names = (after == null ? objects : objects.tailMap(after, false))
                .keySet().stream()
                        .filter(name -> name.startsWith(prefix))
                        .limit(PAGE + 1)
                        .toList();
        List<String> page = names.subList(0, Math.min(PAGE, names.size()));
        String next =
                names.size() > PAGE ? "<NextContinuationToken>" + page.get(PAGE - 1) + "</NextContinuationToken>" : "";
        reply(
                request,
                200,
                "application/xml",
                "<ListBucketResult><IsTruncated>" + (names.size() > PAGE) + "</IsTruncated>" + next
                        + page.stream()
                                .map(name -> "<Contents><Key>" + name + "</Key><Size>1</Size></Contents>")
                                .collect(Collectors.joining())
                        + "</ListBucketResult>");
    }

    private void listUploads(HttpServerRequest request) {
        String all = uploads.entrySet().stream()
                .map(each -> "<Upload><Key>" + each.getValue().key() + "</Key><UploadId>" + each.getKey()
                        + "</UploadId><Initiated>" + each.getValue().begun() + "</Initiated></Upload>")
                .collect(Collectors.joining());
        reply(request, 200, "application/xml", "<ListMultipartUploadsResult>" + all + "</ListMultipartUploadsResult>");
    }

    private void deleteMany(HttpServerRequest request, byte[] body) {
        String md5 = Base64.getEncoder().encodeToString(digest("MD5", body));
        List<String> names = all(new String(body, StandardCharsets.UTF_8), "Key");
        if (!md5.equals(request.getHeader("content-md5"))) {
            throw new Refused(400, "InvalidDigest");
        }
        if (names.size() > PAGE) {
            throw new Refused(400, "MalformedXML");
        }
        names.forEach(objects::remove);
        reply(request, 200, "application/xml", "<DeleteResult></DeleteResult>");
    }

    private void verify(HttpServerRequest request, byte[] body) {
        boolean inQuery = request.getParam("X-Amz-Signature") != null;
        if (inQuery) {
            verifyQuery(request);
            return;
        }
        String authorization = request.getHeader("authorization");
        if (authorization == null) {
            throw new Refused(403, "AccessDenied");
        }
        Matcher parts = AUTHORIZATION.matcher(authorization);
        if (!parts.matches()
                || !parts.group(1).equals(ACCESS_KEY_ID)
                || !parts.group(3).equals(REGION)) {
            throw new Refused(403, "InvalidAccessKeyId");
        }
        String stamp = request.getHeader("x-amz-date");
        requireNow(stamp, 15 * 60);
        String payload = request.getHeader("x-amz-content-sha256");
        if (!payload.equals(body.length == 0 ? EMPTY : hex(sha256(body)))) {
            throw new Refused(400, "XAmzContentSHA256Mismatch");
        }
        String query = request.query() == null ? "" : sorted(request.query(), "");
        if (!sign(request, query, parts.group(4), payload, stamp).equals(parts.group(5))) {
            throw new Refused(403, "SignatureDoesNotMatch");
        }
    }

    private void verifyQuery(HttpServerRequest request) {
        String stamp = request.getParam("X-Amz-Date");
        requireNow(stamp, Long.parseLong(request.getParam("X-Amz-Expires")));
        String query = sorted(request.query(), "X-Amz-Signature=");
        String wanted = sign(request, query, request.getParam("X-Amz-SignedHeaders"), "UNSIGNED-PAYLOAD", stamp);
        if (!wanted.equals(request.getParam("X-Amz-Signature"))) {
            throw new Refused(403, "SignatureDoesNotMatch");
        }
    }

    private static void requireNow(String stamp, long seconds) {
        long age = Instant.now().getEpochSecond()
                - LocalDateTime.parse(stamp, STAMP).toEpochSecond(ZoneOffset.UTC);
        if (Math.abs(age) > seconds) {
            throw new Refused(403, "RequestTimeTooSkewed");
        }
    }

    private static String sorted(String query, String without) {
        return Arrays.stream(query.split("&", -1))
                .filter(part -> without.isEmpty() || !part.startsWith(without))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String sign(HttpServerRequest request, String query, String names, String payload, String stamp) {
        StringBuilder canonical =
                new StringBuilder(request.method().name() + "\n" + request.path() + "\n" + query + "\n");
        for (String name : names.split(";", -1)) {
            canonical.append(name).append(':').append(request.getHeader(name)).append('\n');
        }
        canonical.append('\n').append(names).append('\n').append(payload);
        String scope = stamp.substring(0, 8) + "/" + REGION + "/s3/aws4_request";
        String text = "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n"
                + hex(sha256(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + SECRET_ACCESS_KEY).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = mac(key, part);
        }
        return hex(mac(key, text));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> all(String xml, String element) {
        List<String> found = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(xml);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String decode(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private static String tag(byte[] bytes) {
        return "\"" + hex(digest("MD5", bytes)) + "\"";
    }

    private static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
