package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.launcher.Build;
import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.embedded.BundledServers;
import io.soundforge.alchemy.launcher.embedded.ClusterVersion;
import java.util.List;
import java.util.Optional;

/** The bundled PostgreSQL: whether it can run here, and can read what lies in the data folder. */
record BundledDatabaseCheck(DataFolder folder) implements Check {
    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<Finding> look() {
        Optional<String> obstacle = BundledServers.obstacle();
        if (obstacle.isPresent()) {
            return List.of(Finding.problem(name(), obstacle.get(), "Set DATABASE_URL and REDIS_URL to your own."));
        }
        Optional<String> writer = ClusterVersion.writtenBy(folder.postgres());
        if (writer.isPresent() && !writer.get().equals(ClusterVersion.bundledMajor())) {
            return List.of(Finding.problem(
                    name(),
                    "written by PostgreSQL " + writer.get() + ", which the bundled " + version() + " cannot read",
                    ClusterVersion.wayOut(folder.postgres(), writer.get())));
        }
        return List.of(Finding.ok(
                name(),
                "the bundled PostgreSQL " + version() + (writer.isPresent() ? "" : ", set up at the first start")));
    }

    private static String version() {
        return Build.current().postgresVersion();
    }
}
