package io.soundforge.alchemy.gateway.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StemColorTest {
    private static final String TOKENS = "/io/soundforge/alchemy/gateway/web/css/tokens.css";

    @ParameterizedTest
    @ValueSource(strings = {"vocals", "drums", "bass", "other", "guitar", "piano"})
    void color_isTheOneOfOurOwnPage(String type) throws IOException {
        try (InputStream tokens = Objects.requireNonNull(StemColorTest.class.getResourceAsStream(TOKENS))) {
            assertThat(new String(tokens.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("--" + type + ": " + StemColor.of(type) + ";");
        }
    }

    @Test
    void unknownType_isPaintedAsOther() {
        assertThat(StemColor.of("no_vocals")).isEqualTo(StemColor.of("other"));
    }
}
