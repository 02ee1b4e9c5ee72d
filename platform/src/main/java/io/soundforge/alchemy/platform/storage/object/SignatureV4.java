package io.soundforge.alchemy.platform.storage.object;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * AWS Signature Version 4 for S3, over headers and over queries.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Authenticating Requests:
 *     Using the Authorization Header</a>
 */
final class SignatureV4 {
    static final String EMPTY_BODY = Digests.sha256Hex(new byte[0]);

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DAY_LENGTH = 8;

    private final String accessKeyId;
    private final String secretAccessKey;
    private final String region;

    SignatureV4(String accessKeyId, String secretAccessKey, String region) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.region = region;
    }

    /**
     * The call with {@code x-amz-date} and {@code authorization}.
     *
     * @param call has {@code x-amz-content-sha256}; all of its headers are signed
     * @param authority the Host header that will be sent
     */
    Call signed(Call call, String authority, Instant moment) {
        String stamp = STAMP.format(moment);
        Call dated = call.header("x-amz-date", stamp);
        SortedMap<String, String> headers = new TreeMap<>(dated.headers());
        headers.put("host", authority);
        String payload = headers.getOrDefault("x-amz-content-sha256", EMPTY_BODY);
        String signature = signature(dated, headers, payload, stamp);
        return dated.header(
                "authorization",
                ALGORITHM + " Credential=" + accessKeyId + "/" + scope(stamp) + ",SignedHeaders=" + names(headers)
                        + ",Signature=" + signature);
    }

    /** The call with its signature in the query; who has it needs no header. */
    Call presigned(Call call, String authority, Instant moment, Duration life) {
        String stamp = STAMP.format(moment);
        SortedMap<String, String> headers = new TreeMap<>(Map.of("host", authority));
        Call open = call.with("X-Amz-Algorithm", ALGORITHM)
                .with("X-Amz-Credential", accessKeyId + "/" + scope(stamp))
                .with("X-Amz-Date", stamp)
                .with("X-Amz-Expires", Long.toString(life.toSeconds()))
                .with("X-Amz-SignedHeaders", "host");
        return open.with("X-Amz-Signature", signature(open, headers, "UNSIGNED-PAYLOAD", stamp));
    }

    private String signature(Call call, SortedMap<String, String> headers, String payload, String stamp) {
        String canonical = call.method().name() + "\n" + call.path() + "\n" + UriText.query(call.query()) + "\n"
                + headers.entrySet().stream()
                        .map(each -> each.getKey() + ":" + each.getValue().strip() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names(headers) + "\n" + payload;
        String text = ALGORITHM + "\n" + stamp + "\n" + scope(stamp) + "\n"
                + Digests.sha256Hex(canonical.getBytes(StandardCharsets.UTF_8));
        return Digests.hex(Digests.hmacSha256(key(stamp.substring(0, DAY_LENGTH)), text));
    }

    private byte[] key(String day) {
        byte[] secret = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        byte[] ofDay = Digests.hmacSha256(secret, day);
        byte[] ofService = Digests.hmacSha256(Digests.hmacSha256(ofDay, region), "s3");
        return Digests.hmacSha256(ofService, "aws4_request");
    }

    private String scope(String stamp) {
        return stamp.substring(0, DAY_LENGTH) + "/" + region + "/s3/aws4_request";
    }

    private static String names(SortedMap<String, String> headers) {
        return String.join(";", headers.keySet());
    }
}
