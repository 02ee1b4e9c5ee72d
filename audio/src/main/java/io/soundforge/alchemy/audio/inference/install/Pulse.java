package io.soundforge.alchemy.audio.inference.install;

import java.time.Duration;

/**
 * Beats while something is waited for. It may throw, and so end the wait: that is how an installation is stopped.
 */
@FunctionalInterface
interface Pulse {
    /** Between two beats. */
    Duration PERIOD = Duration.ofMillis(200);

    void beat();
}
