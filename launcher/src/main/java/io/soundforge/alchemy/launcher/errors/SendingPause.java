package io.soundforge.alchemy.launcher.errors;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a service asks to be left alone (develop.sentry.dev, "Rate Limiting"). */
final class SendingPause {
    private static final Duration USUAL = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** {@code SECONDS:CATEGORIES:…}; no category stands for all. */
    private static final Pattern LIMIT = Pattern.compile("\\s*(\\d{1,6})(?:\\.\\d+)?:([a-z_;]*)(:.*)?");

    private SendingPause() {}

    /** After an answer; zero if more may be sent at once. */
    static Duration after(int status, HttpHeaders headers) {
        Optional<String> limits = headers.firstValue("X-Sentry-Rate-Limits");
        if (limits.isPresent()) {
            return bounded(ofErrors(limits.get()));
        }
        if (status != 429) {
            return Duration.ZERO;
        }
        return bounded(headers.firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(USUAL));
    }

    private static Duration ofErrors(String limits) {
        long seconds = 0;
        for (String limit : limits.split(",", -1)) {
            Matcher parts = LIMIT.matcher(limit);
            if (parts.matches() && (parts.group(2).isEmpty() || (";" + parts.group(2) + ";").contains(";error;"))) {
                seconds = Math.max(seconds, Long.parseLong(parts.group(1)));
            }
        }
        return Duration.ofSeconds(seconds);
    }

    private static Duration bounded(Duration pause) {
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
