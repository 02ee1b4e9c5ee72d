package io.soundforge.alchemy.gateway.media;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of requests (RFC 9110, section 13) against what there is.
 *
 * @param entityTag a strong one, in quotation marks
 * @param lastModified whole seconds; null if nobody knows
 */
record Preconditions(String entityTag, @Nullable Instant lastModified) {
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    /** As {@code Last-Modified} has it. */
    static String text(Instant time) {
        return DATE.format(time.atOffset(ZoneOffset.UTC));
    }

    /** Whether the client has it already: 304. Tags, where there are any, are asked instead of the date. */
    boolean unchanged(MultiMap headers) {
        String tags = headers.contains("If-None-Match") ? String.join(",", headers.getAll("If-None-Match")) : null;
        if (tags != null) {
            return tags.strip().equals("*") || names(tags);
        }
        return lastModified != null
                && date(headers.get("If-Modified-Since"))
                        .filter(since -> !lastModified.isAfter(since))
                        .isPresent();
    }

    /** Weak comparison: the prefix does not count. */
    private boolean names(String tags) {
        Matcher tag = TAG.matcher(tags);
        while (tag.find()) {
            if (tag.group(1).equals(entityTag)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a part may be sent, or the whole must be since the client's parts are of something else. */
    boolean rangeHolds(MultiMap headers) {
        String condition = headers.get("If-Range");
        if (condition == null || condition.strip().equals(entityTag)) {
            return true;
        }
        return lastModified != null
                && date(condition).filter(lastModified::equals).isPresent();
    }

    private static Optional<Instant> date(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException noDate) {
            return Optional.empty(); // RFC 9110: what is no date is as if it were not there
        }
    }
}
