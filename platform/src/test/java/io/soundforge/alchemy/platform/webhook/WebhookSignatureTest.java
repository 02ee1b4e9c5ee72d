package io.soundforge.alchemy.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @Test
    void header_isTheOneThatTheSpecificationsLibrariesExpect() {
        String header = WebhookSignature.header(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}", List.of(SECRET));

        assertThat(header).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void header_ofTwoSecrets_holdsBothSignatures() {
        WebhookSecret other = WebhookSecret.random();

        String both = WebhookSignature.header("msg_1", 5, "{}", List.of(other, SECRET));

        assertThat(both)
                .isEqualTo(WebhookSignature.header("msg_1", 5, "{}", List.of(other)) + " "
                        + WebhookSignature.header("msg_1", 5, "{}", List.of(SECRET)));
    }

    @Test
    void header_changesWithIdTimeAndBody() {
        String header = WebhookSignature.header("msg_1", 5, "{}", List.of(SECRET));

        assertThat(header)
                .isNotEqualTo(WebhookSignature.header("msg_2", 5, "{}", List.of(SECRET)))
                .isNotEqualTo(WebhookSignature.header("msg_1", 6, "{}", List.of(SECRET)))
                .isNotEqualTo(WebhookSignature.header("msg_1", 5, "{ }", List.of(SECRET)));
    }

    @Test
    void random_has32BytesAndIsNotShownInLogs() {
        WebhookSecret secret = WebhookSecret.random();

        assertThat(secret.text()).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.text().substring(6))).hasSize(32);
        assertThat(secret.text()).isNotEqualTo(WebhookSecret.random().text());
        assertThat(secret).hasToString("whsec_…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ", "whsec_not base64 at all!"})
    void secret_ofAnotherForm_isRefused(String text) {
        assertThatThrownBy(() -> new WebhookSecret(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
