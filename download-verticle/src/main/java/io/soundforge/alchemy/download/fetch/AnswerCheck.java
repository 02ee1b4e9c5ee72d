package io.soundforge.alchemy.download.fetch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the head of an answer tells, before a byte of its body is taken. */
final class AnswerCheck {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private AnswerCheck() {}

    /** Where else to look, if the answer says so. */
    static Optional<String> redirect(int status, MultiMap headers) {
        return REDIRECTS.contains(status) ? Optional.ofNullable(headers.get("Location")) : Optional.empty();
    }

    /**
     * Lets an answer pass whose body may be audio.
     *
     * @throws AlchemyException SOURCE_REFUSED, SOURCE_UNAVAILABLE, RATE_LIMITED or BODY_TOO_LARGE
     */
    static void requireAudio(int status, MultiMap headers, long maxBytes) {
        requireSuccess(status, headers.get("Retry-After"));
        String type = mediaType(headers.get("Content-Type"));
        if (PAGES.contains(type)) {
            throw refused("the link leads to a web page (" + type + "), not to an audio file");
        }
        String encoding = headers.get("Content-Encoding");
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw refused("the source answered compressed although it was asked not to");
        }
        if (length(headers).orElse(0) > maxBytes) {
            throw CappedSink.tooLarge(maxBytes);
        }
    }

    /** Bytes announced; empty when nothing is. */
    static OptionalLong length(MultiMap headers) {
        String text = headers.get("Content-Length");
        return text != null && LENGTH.matcher(text).matches()
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    private static void requireSuccess(int status, @Nullable String retryAfter) {
        if (status == 429) {
            throw new AlchemyException(
                    ErrorCode.RATE_LIMITED, "the source asks to wait (status 429)", seconds(retryAfter));
        }
        if (status >= 500) {
            throw new AlchemyException(
                    ErrorCode.SOURCE_UNAVAILABLE, "the source answered with status " + status, seconds(retryAfter));
        }
        if (status != 200) {
            throw refused("the source answered with status " + status + " instead of a file");
        }
    }

    /** Seconds only: a date would be compared with a clock that may be wrong. */
    private static Duration seconds(@Nullable String retryAfter) {
        return retryAfter != null && SECONDS.matcher(retryAfter.strip()).matches()
                ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                : Duration.ZERO;
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null
                ? ""
                : contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    private static AlchemyException refused(String message) {
        return new AlchemyException(ErrorCode.SOURCE_REFUSED, message);
    }
}
