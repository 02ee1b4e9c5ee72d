package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finished audio at Cloudinary, as files of type {@code authenticated}: whoever fetches one needs a link that we signed.
 * Audio is a kind of video there.
 *
 * @see <a href="https://cloudinary.com/documentation/image_upload_api_reference">Upload API</a>
 */
public final class CloudinaryUploads {
    /** Chunks but the last have to be of 5 MB or more. */
    static final int CHUNK = 6 << 20;

    private static final String TYPE = "authenticated";
    private static final int SIGNATURE_LENGTH = 8;

    private final CloudinaryConfig config;
    private final StoreClient uploads;
    private final StoreClient delivery;
    private final InstantSource clock = InstantSource.system();

    public CloudinaryUploads(Vertx vertx, CloudinaryConfig config, StorePatience patience) {
        this.config = config;
        this.uploads = new StoreClient(vertx, config.uploads(), new Words(), patience);
        this.delivery = new StoreClient(vertx, config.delivery(), new Words(), patience);
    }

    /** Cloudinary's errors are JSON, or nothing but a header. */
    private static final class Words implements Dialect {
        private static final int RATE_LIMITED = 420;

        @Override
        public Call signed(Call call) {
            return call;
        }

        @Override
        public StoreFault faultOf(Answer answer) {
            int status = answer.status() == RATE_LIMITED ? 429 : answer.status();
            String header = answer.header("x-cld-error");
            try {
                JsonObject error = new JsonObject(answer.text()).getJsonObject("error", new JsonObject());
                return new StoreFault(status, "", error.getString("message", header));
            } catch (DecodeException | ClassCastException noJson) {
                return new StoreFault(status, "", header);
            }
        }
    }

    /**
     * Puts a file there in place of what was.
     *
     * @param publicId the file's name without its ending
     */
    public Future<Void> publish(FileContent content, String publicId) {
        return chunk(content, publicId, UUID.randomUUID().toString(), 0);
    }

    private Future<Void> chunk(FileContent content, String publicId, String upload, long offset) {
        int length = (int) Math.min(CHUNK, content.bytes() - offset);
        long end = offset + length;
        return uploads.vertx()
                .executeBlocking(() -> content.part(offset, length), false)
                .compose(bytes -> uploads.retries()
                        .run(() -> uploads.once(call(publicId, bytes)
                                .header("x-unique-upload-id", upload)
                                .header("content-range", "bytes " + offset + "-" + (end - 1) + "/" + content.bytes()))))
                .compose(answer -> end < content.bytes()
                        ? chunk(content, publicId, upload, end)
                        : confirmed(content, publicId, new JsonObject(answer.text())));
    }

    /** Signed anew for each try: a signature holds for an hour. */
    private Call call(String publicId, byte[] bytes) {
        SortedMap<String, String> parameters = new TreeMap<>(Map.of(
                "overwrite",
                "true",
                "public_id",
                publicId,
                "timestamp",
                Long.toString(clock.instant().getEpochSecond()),
                "type",
                TYPE));
        return form("/video/upload", signed(parameters), bytes);
    }

    private SortedMap<String, String> signed(SortedMap<String, String> parameters) {
        String text = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
        SortedMap<String, String> all = new TreeMap<>(parameters);
        all.put("signature", callSignature(text, config.apiSecret()));
        all.put("api_key", config.apiKey());
        return all;
    }

    private Call form(String action, Map<String, String> fields, byte[] file) {
        String border = "----" + UUID.randomUUID();
        Buffer body = Buffer.buffer();
        fields.forEach((name, value) -> body.appendString(
                "--" + border + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"));
        if (file.length > 0) {
            body.appendString("--" + border + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
                    + "Content-Type: application/octet-stream\r\n\r\n");
            body.appendBytes(file).appendString("\r\n");
        }
        body.appendString("--" + border + "--\r\n");
        return Call.of(HttpMethod.POST, "/v1_1/" + config.cloud() + action)
                .header("content-type", "multipart/form-data; boundary=" + border)
                .body(body);
    }

    /** The answer has to be about this file, whole, and by somebody who knows our secret. */
    private Future<Void> confirmed(FileContent content, String publicId, JsonObject answer) {
        String told = Digests.sha1Hex(
                "public_id=" + publicId + "&version=" + answer.getValue("version") + config.apiSecret());
        boolean right = MessageDigest.isEqual(
                        told.getBytes(StandardCharsets.UTF_8),
                        answer.getString("signature", "").getBytes(StandardCharsets.UTF_8))
                && content.bytes() == answer.getLong("bytes", -1L);
        return right
                ? Future.succeededFuture()
                : Future.failedFuture(new AlchemyException(
                        ErrorCode.UNAVAILABLE, "the publisher's answer is not about the file that was sent"));
    }

    /** Takes a file away; none there is fine too. */
    public Future<Void> withdraw(String publicId) {
        SortedMap<String, String> parameters = new TreeMap<>(Map.of(
                "invalidate",
                "true",
                "public_id",
                publicId,
                "timestamp",
                Long.toString(clock.instant().getEpochSecond()),
                "type",
                TYPE));
        return uploads.ask(form("/video/destroy", signed(parameters), new byte[0]))
                .mapEmpty();
    }

    /** A link to a file, signed for good: only its withdrawal ends it. */
    public String link(String publicId, String ending) {
        return Endpoint.of(config.delivery()).origin() + path(publicId, ending);
    }

    private String path(String publicId, String ending) {
        String name = publicId + "." + ending;
        String signature = linkSignature(name, config.apiSecret());
        return "/" + config.cloud() + "/video/" + TYPE + "/s--" + signature + "--/v1/" + UriText.path(name);
    }

    static String callSignature(String parameters, String secret) {
        return Digests.sha1Hex(parameters + secret);
    }

    static String linkSignature(String name, String secret) {
        return Base64.getUrlEncoder()
                .encodeToString(Digests.sha1(name + secret))
                .substring(0, SIGNATURE_LENGTH);
    }

    /** Whether a file is there to be fetched; one try. */
    public Future<Boolean> has(String publicId, String ending) {
        return delivery.once(Call.of(HttpMethod.HEAD, path(publicId, ending)))
                .map(true)
                .otherwise(false);
    }

    public Future<Void> close() {
        return uploads.close().eventually(delivery::close);
    }
}
