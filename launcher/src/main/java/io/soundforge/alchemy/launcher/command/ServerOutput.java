package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.config.ClusterConfig;
import io.soundforge.alchemy.launcher.data.DataFolder;
import java.io.PrintStream;
import java.net.URI;

/** What a starting and stopping server tells whoever started it. */
final class ServerOutput {
    private final PrintStream err;

    ServerOutput(PrintStream err) {
        this.err = err;
    }

    static String level(AlchemyConfig config) {
        String level = config.log().level();
        return level == null ? "info" : level;
    }

    void warnings(AlchemyConfig config, boolean insecure) {
        config.warnings().forEach(warning -> err.println("Warning: " + warning));
        if (insecure && !config.supabase().signIn()) {
            err.println(
                    "Warning: --insecure: whoever reaches " + config.server().host() + " may do everything.");
        }
        if (config.cluster().joined() && !config.cluster().loopback()) {
            err.println("Warning: whoever reaches the cluster's ports on "
                    + config.cluster().host() + " is trusted; keep them in a private network.");
        }
    }

    void ready(URI address, AlchemyConfig config, DataFolder folder) {
        ClusterConfig cluster = config.cluster();
        err.println("Sound Forge Alchemy is up: " + address);
        if (!cluster.complete()) {
            err.println(
                    "Roles: " + String.join(", ", Role.texts(cluster.roles())) + ". Health: " + address + "/health");
        }
        err.println((config.supabase().signIn() ? "Callers sign in." : "Open mode: nobody signs in.") + " Data in "
                + folder.root() + ". Ctrl-C stops it.");
    }

    void goingDown() {
        err.println("Going down…");
    }
}
