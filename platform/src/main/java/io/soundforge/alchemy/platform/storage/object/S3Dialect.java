package io.soundforge.alchemy.platform.storage.object;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;

/** Signs calls and reads S3's errors, which are XML. */
final class S3Dialect implements Dialect {
    private final SignatureV4 signature;
    private final String authority;
    private final InstantSource clock;

    S3Dialect(S3Config config, InstantSource clock) {
        this.signature = new SignatureV4(config.accessKeyId(), config.secretAccessKey(), config.region());
        this.authority = Endpoint.of(config.base()).authority();
        this.clock = clock;
    }

    SignatureV4 signature() {
        return signature;
    }

    String authority() {
        return authority;
    }

    @Override
    public Call signed(Call call) {
        Buffer body = call.body();
        String payload = body == null ? SignatureV4.EMPTY_BODY : Digests.sha256Hex(body.getBytes());
        Call whole = call.headers().containsKey("x-amz-content-sha256")
                ? call
                : call.header("x-amz-content-sha256", payload);
        return signature.signed(whole, authority, clock.instant());
    }

    @Override
    public StoreFault faultOf(Answer answer) {
        String text = answer.text();
        if (text.isBlank()) {
            return new StoreFault(answer.status(), "", "");
        }
        try {
            S3Xml xml = S3Xml.parse(text);
            return new StoreFault(
                    statusOf(answer, xml.first("Error/Code")), xml.first("Error/Code"), xml.first("Error/Message"));
        } catch (AlchemyException noXml) {
            return new StoreFault(answer.status(), "", "");
        }
    }

    /** Some calls answer 200 before they know, and say in the body that they failed. */
    private static int statusOf(Answer answer, String code) {
        return answer.fine() && !code.isEmpty() ? 500 : answer.status();
    }
}
