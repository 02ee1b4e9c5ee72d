package io.soundforge.alchemy.launcher.embedded;

import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.data.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether PostgreSQL and Redis, which come along, can run on this machine. */
public final class BundledServers {
    private BundledServers() {}

    /** Why there are none for this machine; empty if there are. */
    public static Optional<String> unsupported() {
        try {
            Machine.current();
            return Optional.empty();
        } catch (LaunchException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Why they cannot run here, by the machine or by the user we are; empty if they can. */
    public static Optional<String> obstacle() {
        try {
            Path folder = Files.createTempDirectory("alchemy-doctor-");
            try {
                ChildTies.of(Machine.current(), folder).requireUnprivileged(folder);
                return Optional.empty();
            } finally {
                FolderTree.delete(folder);
            }
        } catch (LaunchException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
