package io.soundforge.alchemy.launcher.server;

import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.data.DataFolderLock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server with all it stands on: the locked data folder, the databases, the mesh. Comes up in that order and goes
 * down in the reverse one.
 */
public final class HostedServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostedServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final DataFolderLock lock;
    private final Databases databases;
    private final RunningServer server;

    private HostedServer(DataFolderLock lock, Databases databases, RunningServer server) {
        this.lock = lock;
        this.databases = databases;
        this.server = server;
    }

    /**
     * Returns when requests are answered.
     *
     * @throws LaunchException if this machine does not let it; nothing is left running then
     */
    public static HostedServer start(
            AlchemyConfig config, DataFolder folder, List<Path> searchPath, ServerStarter starter) {
        DataFolderLock lock = DataFolderLock.acquire(folder.create());
        try {
            Databases databases = Databases.start(config.databases(), folder);
            try {
                ServerPlan plan =
                        new ServerPlan(config, folder, databases.databaseUrl(), databases.redisUrl(), searchPath);
                return new HostedServer(lock, databases, start(starter, plan));
            } catch (RuntimeException e) {
                databases.close();
                throw e;
            }
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static RunningServer start(ServerStarter starter, ServerPlan plan) {
        try {
            return starter.start(plan);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new LaunchException("The server did not start: " + e.getMessage(), e);
        }
    }

    public URI address() {
        return server.address();
    }

    /** Stops everything, and goes on with the rest when a part does not stop well. */
    @Override
    public void close() {
        try {
            server.stop(PATIENCE);
        } catch (Exception e) {
            LOG.warn("the server did not stop cleanly", e);
        } finally {
            databases.close();
            lock.close();
        }
    }
}
