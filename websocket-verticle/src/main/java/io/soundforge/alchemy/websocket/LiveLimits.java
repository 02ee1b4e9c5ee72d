package io.soundforge.alchemy.websocket;

import io.soundforge.alchemy.websocket.admission.MessageRate;

/**
 * How much of the live edge one node gives to whom.
 *
 * @param socketsPerOwner connections of every protocol that one owner may have at once
 * @param socketsPerAddress connections that may come from one address at once; a proxy is one address
 * @param tracksPerSocket tracks that one connection may follow
 * @param messagesPerSecond messages that one connection may send in the long run; ten seconds' worth, and one for every
 *     track, may come at once
 * @param queueBytes most bytes that wait for one client
 */
public record LiveLimits(
        int socketsPerOwner, int socketsPerAddress, int tracksPerSocket, int messagesPerSecond, int queueBytes) {
    /** A position travels with every fact, so there is an end to what can be followed. */
    public static final int MOST_TRACKS = 1024;

    public static final LiveLimits DEFAULTS = new LiveLimits(20_000, 5_000, 256, 50, 1 << 20);

    public LiveLimits {
        require("sockets per owner", socketsPerOwner);
        require("sockets per address", socketsPerAddress);
        require("tracks per socket", tracksPerSocket);
        if (tracksPerSocket > MOST_TRACKS) {
            throw new IllegalArgumentException(
                    "expected at most " + MOST_TRACKS + " tracks per socket; got " + tracksPerSocket);
        }
        require("messages per second", messagesPerSecond);
        require("queue bytes", queueBytes);
    }

    /** How fast one connection may talk. */
    public MessageRate messageRate(long now) {
        return new MessageRate(messagesPerSecond, 10 * messagesPerSecond + tracksPerSocket, now);
    }

    private static void require(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("expected at least 1 for " + what + "; got " + value);
        }
    }
}
