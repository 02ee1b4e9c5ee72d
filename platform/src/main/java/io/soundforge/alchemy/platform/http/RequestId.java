package io.soundforge.alchemy.platform.http;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name by which one request is found in answers and logs. */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    /** Nothing that could end a line, open a tag or fill a log. */
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~:/+=@-]{0,127}");

    private RequestId() {}

    /** What the caller, or a proxy before us, calls the request if that is fit to be repeated; else a fresh one. */
    public static String of(@Nullable String sent) {
        return sent != null && SANE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
