package io.soundforge.alchemy.spotify.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header of that name: seconds, or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {
    /** The longest that was seen of Spotify; with more a slip of theirs would last until we are started again. */
    private static final long MOST = Duration.ofDays(1).toSeconds();

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,100}");
    private static final int DIGITS = 9;

    private RetryAfter() {}

    /** Whole seconds from now, at most a day; null if the header says no such thing, or a time that is over. */
    static @Nullable Long seconds(@Nullable String header, Instant now) {
        String text = header == null ? "" : header.strip();
        if (SECONDS.matcher(text).matches()) {
            String digits = text.replaceFirst("^0+(?=.)", "");
            return digits.length() > DIGITS ? MOST : Math.min(MOST, Long.parseLong(digits));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
            long left = Duration.between(now, date).toSeconds();
            return left > 0 ? Math.min(MOST, left) : null;
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
