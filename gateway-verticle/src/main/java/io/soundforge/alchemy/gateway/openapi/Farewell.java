package io.soundforge.alchemy.gateway.openapi;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What answers of an operation say that will go: {@code Deprecation} (RFC 9745), {@code Sunset} (RFC 8594) and what to use
 * instead (RFC 8288, RFC 5829).
 *
 * @param since the day from which on it is deprecated, UTC
 * @param sunset the day on which it goes; null while that is not settled
 * @param successor path of what stands for it; null if nothing does
 */
record Farewell(
        LocalDate since,
        @Nullable LocalDate sunset,
        @Nullable String successor) {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    /** Empty for an operation that stays; {@code deprecated: true} needs an {@code x-deprecated} with a {@code since}. */
    static Optional<Farewell> of(JsonObject operation) {
        if (!operation.getBoolean("deprecated", false)) {
            return Optional.empty();
        }
        JsonObject told = operation.getJsonObject("x-deprecated");
        if (told == null || told.getString("since") == null) {
            throw new IllegalStateException(operation.getString("operationId")
                    + " is deprecated and has no x-deprecated: {since: yyyy-mm-dd, sunset: yyyy-mm-dd}");
        }
        String sunset = told.getString("sunset");
        return Optional.of(new Farewell(
                LocalDate.parse(told.getString("since")),
                sunset == null ? null : LocalDate.parse(sunset),
                told.getString("successor")));
    }

    void tell(HttpServerResponse response) {
        response.putHeader("deprecation", "@" + since.atStartOfDay().toEpochSecond(ZoneOffset.UTC));
        if (sunset != null) {
            response.putHeader("sunset", HTTP_DATE.format(sunset.atStartOfDay()));
        }
        if (successor != null) {
            response.headers().add("link", "<" + successor + ">; rel=\"successor-version\"");
        }
    }
}
