package io.soundforge.alchemy.launcher.server;

import java.net.URI;
import java.time.Duration;

/** A server that answers requests. */
public interface RunningServer {
    /** Where people go, with the port that it really has: {@code http://127.0.0.1:3000}. */
    URI address();

    /**
     * Takes no more requests, gives running jobs back, closes every connection.
     *
     * @param patience after which it must not wait any longer
     */
    void stop(Duration patience) throws Exception;
}
