package io.soundforge.alchemy.audio.inference.install;

import java.io.Serial;
import java.time.Duration;

/** Why a server sent nothing: it asked to come back later. */
final class ServerWait extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Duration asked;

    /** @param asked zero if it did not say how much later */
    ServerWait(Duration asked) {
        super("the server asks to wait " + asked.toSeconds() + " s");
        this.asked = asked;
    }

    Duration asked() {
        return asked;
    }
}
