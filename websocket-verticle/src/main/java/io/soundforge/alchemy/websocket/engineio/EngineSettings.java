package io.soundforge.alchemy.websocket.engineio;

/**
 * What a server agrees with its clients, and what it takes from them.
 *
 * @param pingInterval milliseconds between a pong and the next ping
 * @param pingTimeout milliseconds that a client has to answer a ping
 * @param upgradeTimeout milliseconds that a client has to finish an upgrade
 * @param maxPayload most bytes of a body or frame, in both directions
 * @param maxQueued most bytes that wait for one client; with more it is too slow and is let go
 */
public record EngineSettings(long pingInterval, long pingTimeout, long upgradeTimeout, int maxPayload, int maxQueued) {
    /** Those of the reference server, and a queue of 1 MiB. */
    public static final EngineSettings DEFAULTS = new EngineSettings(25_000, 20_000, 10_000, 1_000_000, 1 << 20);

    public EngineSettings {
        require("ping interval", pingInterval);
        require("ping timeout", pingTimeout);
        require("upgrade timeout", upgradeTimeout);
        require("payload", maxPayload);
        require("queue", maxQueued);
    }

    public EngineSettings withHeartbeat(long interval, long timeout) {
        return new EngineSettings(interval, timeout, upgradeTimeout, maxPayload, maxQueued);
    }

    public EngineSettings withQueue(int bytes) {
        return new EngineSettings(pingInterval, pingTimeout, upgradeTimeout, maxPayload, bytes);
    }

    private static void require(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("expected a " + what + " of at least 1; got " + value);
        }
    }

    /** The first packet of a session. */
    EnginePacket handshake(String sid, boolean upgradable) {
        return EnginePacket.text(
                PacketType.OPEN,
                "{\"sid\":\"" + sid + "\",\"upgrades\":" + (upgradable ? "[\"websocket\"]" : "[]")
                        + ",\"pingInterval\":" + pingInterval + ",\"pingTimeout\":" + pingTimeout + ",\"maxPayload\":"
                        + maxPayload + "}");
    }
}
