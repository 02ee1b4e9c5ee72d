package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Whether a server could listen.
 *
 * @param key that sets the port: {@code PORT} or {@code LEGACY_WS_PORT}
 * @param needed whether a server does not start without it
 * @param serverRuns whether a server has the data folder, and so probably the port
 */
record PortCheck(String key, String host, int port, boolean needed, boolean serverRuns) implements Check {
    /** The ports that a server would take by its roles. A worker takes any free one unless it is given one. */
    static List<PortCheck> of(AlchemyConfig config, boolean serverRuns) {
        AlchemyConfig.Server server = config.server();
        boolean gateway = config.cluster().plays(Role.GATEWAY);
        boolean main = gateway || server.portGiven();
        List<PortCheck> checks = new ArrayList<>();
        if (main) {
            checks.add(new PortCheck("PORT", server.host(), server.port(), true, serverRuns));
        }
        OptionalInt legacy = server.legacyWebSocketPort();
        if (legacy.isPresent() && config.cluster().plays(Role.WEBSOCKET) && (gateway || !main)) {
            boolean needed = server.legacyRequired() || !gateway;
            checks.add(new PortCheck("LEGACY_WS_PORT", server.host(), legacy.getAsInt(), needed, serverRuns));
        }
        return checks;
    }

    @Override
    public String name() {
        return key.equals("PORT") ? "port" : "legacy-port";
    }

    @Override
    public List<Finding> look() throws IOException {
        if (port == 0) {
            return List.of(Finding.ok(name(), "any free one is taken"));
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return List.of(Finding.ok(name(), port + " on " + host + " is free"));
        } catch (UnknownHostException e) {
            return List.of(Finding.problem(
                    name(), "HOST '" + host + "' is no address of this machine", "Set HOST=127.0.0.1."));
        } catch (BindException e) {
            return List.of(taken(e));
        }
    }

    private Finding taken(BindException error) {
        if (serverRuns && new RunningAlchemy(host, port).answers()) {
            return Finding.ok(name(), port + " on " + host + " is taken by the running server");
        }
        String found = port + " on " + host + " cannot be taken: " + error.getMessage();
        if (!needed) {
            return Finding.warning(
                    name(),
                    found + "; clients that know only this port find nobody",
                    "Set " + key + "=off or another.");
        }
        String other =
                key.equals("PORT") ? "Set PORT to another, or say 'alchemy up --port 0'." : "Set " + key + "=off.";
        return Finding.problem(name(), found, "End the program that has it, or choose another: " + other);
    }
}
