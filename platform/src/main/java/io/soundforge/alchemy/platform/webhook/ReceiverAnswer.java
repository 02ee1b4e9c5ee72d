package io.soundforge.alchemy.platform.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one try came to.
 *
 * @param status null if there was no answer
 * @param error why there was none, or what is wrong with it; null if it is a success
 * @param text the first part of the body, for the log
 * @param retryAfter how long the receiver asks to be left alone; null if it does not
 */
public record ReceiverAnswer(
        @Nullable Integer status,
        @Nullable String error,
        String text,
        Duration took,
        @Nullable Duration retryAfter) {
    private static final int LARGEST_ERROR = 300;

    public ReceiverAnswer {
        error = error == null || error.length() <= LARGEST_ERROR ? error : error.substring(0, LARGEST_ERROR) + "…";
    }

    /** An answer with a status; 2xx only is a success. */
    static ReceiverAnswer of(int status, String text, Duration took, @Nullable Duration retryAfter) {
        return new ReceiverAnswer(status, errorOf(status), text, took, retryAfter);
    }

    /** No answer. */
    static ReceiverAnswer none(String error, Duration took) {
        return new ReceiverAnswer(null, error, "", took, null);
    }

    boolean success() {
        return error == null;
    }

    /** The receiver says that it wants no more. */
    boolean gone() {
        return status != null && status == 410;
    }

    /** The receiver, or what stands before it, is overloaded. */
    boolean overloaded() {
        return status != null && (status == 429 || status == 502 || status == 504);
    }

    private static @Nullable String errorOf(int status) {
        if (status >= 200 && status < 300) {
            return null;
        }
        return status >= 300 && status < 400
                ? "expected a status from 200 to 299, got " + status + "; redirects are not followed"
                : "expected a status from 200 to 299, got " + status;
    }
}
