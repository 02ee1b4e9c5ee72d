package io.soundforge.alchemy.platform.storage.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void bucket_standsInThePathOrInTheHost() {
        S3Config path = new S3Config(URI.create("http://minio:9000"), "r", "music", "id", "secret", true);
        S3Config host =
                new S3Config(S3Config.endpointOf("eu-central-1"), "eu-central-1", "music", "id", "secret", false);

        assertThat(path.base()).hasToString("http://minio:9000/music");
        assertThat(host.base()).hasToString("https://music.s3.eu-central-1.amazonaws.com");
        assertThat(Endpoint.of(host.base()).authority()).isEqualTo("music.s3.eu-central-1.amazonaws.com");
        assertThat(Endpoint.of(path.base()).authority()).isEqualTo("minio:9000");
        assertThat(host.toString() + path).doesNotContain("secret,").doesNotContain("=secret");
    }

    @Test
    void names_areEncodedByteByByte() {
        assertThat(UriText.path("a b/ü+%.wav~")).isEqualTo("a%20b/%C3%BC%2B%25.wav~");
        assertThat(UriText.part("a/b=c&d")).isEqualTo("a%2Fb%3Dc%26d");
    }

    @Test
    void keysOfSupabase_goWhereTheirKindBelongs() {
        URI project = URI.create("https://ref.supabase.co");
        SupabaseConfig newer = new SupabaseConfig(project, "b", "sb_secret_x", SupabaseConfig.KeyHeaders.AUTO);
        SupabaseConfig older = new SupabaseConfig(project, "b", "a.b.c", SupabaseConfig.KeyHeaders.AUTO);
        SupabaseConfig forced =
                new SupabaseConfig(project, "b", "sb_secret_x", SupabaseConfig.KeyHeaders.AUTHORIZATION);

        assertThat(headers(newer)).containsEntry("apikey", "sb_secret_x").doesNotContainKey("authorization");
        assertThat(headers(older)).containsEntry("apikey", "a.b.c").containsEntry("authorization", "Bearer a.b.c");
        assertThat(headers(forced)).doesNotContainKey("apikey").containsEntry("authorization", "Bearer sb_secret_x");
    }

    private static java.util.Map<String, String> headers(SupabaseConfig config) {
        return new SupabaseDialect(config)
                .signed(Call.of(io.vertx.core.http.HttpMethod.GET, "/"))
                .headers();
    }

    /** Odd errors of Supabase: the real status stands in the body. */
    @Test
    void supabasesErrors_areReadFromTheirBody() {
        SupabaseDialect dialect = new SupabaseDialect(
                new SupabaseConfig(URI.create("https://a.b"), "b", "k", SupabaseConfig.KeyHeaders.AUTO));

        StoreFault missing = dialect.faultOf(
                answer(400, "{\"statusCode\":\"404\",\"error\":\"not_found\",\"message\":\"Object not found\"}", ""));
        StoreFault slow = dialect.faultOf(answer(400, "{\"statusCode\":\"429\",\"code\":\"SlowDown\"}", ""));
        StoreFault noJson = dialect.faultOf(answer(502, "<html>Bad Gateway</html>", ""));

        assertThat(missing.missing()).isTrue();
        assertThat(slow.later()).isTrue();
        assertThat(noJson.later()).isTrue();
    }

    @Test
    void retryAfter_isSecondsOrAMoment() {
        String moment = ZonedDateTime.now(ZoneOffset.UTC).plusHours(2).format(DateTimeFormatter.RFC_1123_DATE_TIME);

        assertThat(answer(503, "", "7").retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(answer(503, "", moment).retryAfter().orElseThrow())
                .isBetween(Duration.ofMinutes(100), Duration.ofMinutes(121));
        assertThat(answer(503, "", "soon").retryAfter()).isEmpty();
        assertThat(answer(503, "", "").retryAfter()).isEmpty();
    }

    /** Cloudinary's documentation on signing calls, and the test of its own libraries for links. */
    @Test
    void signaturesOfCloudinary_areAsInItsExamples() {
        assertThat(CloudinaryUploads.callSignature(
                        "eager=w_400,h_300,c_pad|w_260,h_200,c_crop&public_id=sample_image&timestamp=1315060510",
                        "abcd"))
                .isEqualTo("bfd09f95f331f558cbd1320e67aa8d488770583e");
        assertThat(CloudinaryUploads.linkSignature("image.jpg", "b")).isEqualTo("--SjmNDA");
    }

    private static Answer answer(int status, String body, String retryAfter) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (!retryAfter.isEmpty()) {
            headers.add("Retry-After", retryAfter);
        }
        return new Answer(status, headers, Buffer.buffer(body));
    }
}
