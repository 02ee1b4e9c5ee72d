package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ClusterConfig;

/**
 * Where a process listens, by the roles that it plays.
 *
 * @param port 0 for any free one
 */
record ListenAddress(String host, int port) {
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * A gateway has its port; sockets alone are where old clients look for them; of a worker nobody but health checks
     * wants anything, so unless a port is given it takes a free one that only this machine reaches.
     */
    static ListenAddress of(AlchemyConfig.Server server, ClusterConfig cluster) {
        if (server.portGiven() || cluster.plays(Role.GATEWAY)) {
            return new ListenAddress(server.host(), server.port());
        }
        if (cluster.plays(Role.WEBSOCKET)) {
            return new ListenAddress(server.host(), server.legacyWebSocketPort().orElse(0));
        }
        return new ListenAddress(LOOPBACK, 0);
    }
}
