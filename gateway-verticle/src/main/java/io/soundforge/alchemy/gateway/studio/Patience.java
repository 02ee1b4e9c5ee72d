package io.soundforge.alchemy.gateway.studio;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a caller wants to wait for work to be done: {@code Prefer: wait=10} (RFC 7240), seconds. */
final class Patience {
    /** Below the 30 s after which the original's pages give up. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Pattern WAIT = Pattern.compile("(?:^|.*[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?(?:[,;\\s].*|$)");

    private Patience() {}

    /** The longest without such a wish; a malformed one is none. */
    static Duration of(@Nullable String prefer) {
        Matcher matcher = WAIT.matcher(prefer == null ? "" : prefer);
        if (!matcher.matches()) {
            return LONGEST;
        }
        Duration wish = Duration.ofSeconds(Integer.parseInt(matcher.group(1)));
        return wish.compareTo(LONGEST) < 0 ? wish : LONGEST;
    }
}
