package io.soundforge.alchemy.platform.storage.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The examples that AWS publishes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">header-based</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">in the query</a>
 */
class SignatureV4Test {
    private static final String HOST = "examplebucket.s3.amazonaws.com";
    private static final Instant MOMENT = Instant.parse("2013-05-24T00:00:00Z");

    private final SignatureV4 signature =
            new SignatureV4("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");

    @Test
    void get_withRange() {
        Call call = Call.of(HttpMethod.GET, "/test.txt")
                .header("range", "bytes=0-9")
                .header("x-amz-content-sha256", SignatureV4.EMPTY_BODY);

        assertThat(signed(call))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void put_withANameThatIsEncoded() {
        Call call = Call.of(HttpMethod.PUT, "/" + UriText.path("test$file.text"))
                .header("date", "Fri, 24 May 2013 00:00:00 GMT")
                .header("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .header("x-amz-content-sha256", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");

        assertThat(signed(call)).endsWith("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void get_withParameters() {
        Call lifecycle = Call.of(HttpMethod.GET, "/")
                .with("lifecycle", "")
                .header("x-amz-content-sha256", SignatureV4.EMPTY_BODY);
        Call list = Call.of(HttpMethod.GET, "/")
                .with("prefix", "J")
                .with("max-keys", "2")
                .header("x-amz-content-sha256", SignatureV4.EMPTY_BODY);

        assertThat(signed(lifecycle)).endsWith("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
        assertThat(signed(list)).endsWith("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void presigned_get() {
        Call call = signature.presigned(Call.of(HttpMethod.GET, "/test.txt"), HOST, MOMENT, Duration.ofDays(1));

        assertThat(call.query())
                .containsEntry("X-Amz-Expires", "86400")
                .containsEntry("X-Amz-Signature", "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    private String signed(Call call) {
        return signature.signed(call, HOST, MOMENT).headers().getOrDefault("authorization", "");
    }
}
