package io.soundforge.alchemy.launcher.mesh;

import io.soundforge.alchemy.launcher.server.RunningServer;
import io.soundforge.alchemy.launcher.server.ServerPlan;
import io.soundforge.alchemy.launcher.server.ServerStarter;
import java.net.URI;
import java.time.Duration;

/** Brings up this process's part of the mesh. */
public final class MeshStarter implements ServerStarter {
    @Override
    public RunningServer start(ServerPlan plan) throws Exception {
        MeshConfig config = MeshConfigs.of(plan);
        RunningMesh mesh = RunningMesh.start(config);
        return new RunningServer() {
            @Override
            public URI address() {
                return URI.create("http://" + reachable(config.listener().host()) + ":" + mesh.port());
            }

            @Override
            public void stop(Duration patience) throws Exception {
                mesh.stop(patience);
            }
        };
    }

    /** An address that listens everywhere is no address to go to. */
    private static String reachable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    }
}
