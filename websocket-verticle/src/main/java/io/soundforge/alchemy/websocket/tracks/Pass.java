package io.soundforge.alchemy.websocket.tracks;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What lets a client come back under its old id. It proves nothing and opens nothing: whoever comes back is authorised
 * like everybody else, and is told only what is theirs.
 *
 * @param id public
 * @param secret random; what the client library compares to learn whether it has missed anything
 */
record Pass(String id, String secret) {
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{20}\\.[A-Za-z0-9_-]{20}");

    static Optional<Pass> parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Pass(text.substring(0, 20), text.substring(21)));
    }

    String text() {
        return id + "." + secret;
    }
}
