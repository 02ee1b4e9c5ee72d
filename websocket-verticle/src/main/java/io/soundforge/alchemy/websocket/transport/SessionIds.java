package io.soundforge.alchemy.websocket.transport;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids that nobody guesses: 120 random bits, as 20 characters that a URL takes as they are. */
public final class SessionIds {
    private static final int BYTES = 15;

    private final SecureRandom random = new SecureRandom();

    public String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
