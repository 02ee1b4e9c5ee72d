package io.soundforge.alchemy.platform.storage.object;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A store's answer; the body of a download is empty here. */
record Answer(int status, MultiMap headers, Buffer body) {
    boolean fine() {
        return status >= 200 && status < 300;
    }

    String header(String name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }

    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    /** Seconds, or a moment (RFC 9110 section 10.2.3); anything else counts as absent. */
    Optional<Duration> retryAfter() {
        String value = header("retry-after").strip();
        if (value.matches("[0-9]{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            return value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Duration.between(
                            Instant.now(),
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()));
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }
}
