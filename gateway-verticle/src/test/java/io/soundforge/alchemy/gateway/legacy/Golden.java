package io.soundforge.alchemy.gateway.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.soundforge.alchemy.platform.bus.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** JSON files that say what old clients are sent, field by field and in this order. */
final class Golden {
    private Golden() {}

    static void assertLooksLike(String file, Object record) throws IOException {
        assertThat(pretty(WireJson.write(record))).as(file).isEqualTo(pretty(read(file)));
    }

    private static String read(String file) throws IOException {
        try (InputStream in = Golden.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String pretty(String json) throws JsonProcessingException {
        return WireJson.mapper().readTree(json).toPrettyString();
    }
}
