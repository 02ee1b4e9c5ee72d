package io.soundforge.alchemy.launcher.embedded;

import io.soundforge.alchemy.launcher.Build;
import io.soundforge.alchemy.launcher.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which PostgreSQL wrote the data of a folder, and whether the bundled one can read it. Major versions cannot read each
 * other's files.
 */
public final class ClusterVersion {
    private ClusterVersion() {}

    /** The major version that wrote the data, such as {@code 18}; empty if there is no data yet. */
    public static Optional<String> writtenBy(Path folder) {
        Path file = folder.resolve("cluster").resolve("PG_VERSION");
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read which PostgreSQL wrote " + folder, e);
        }
    }

    /** Such as {@code 18}. */
    public static String bundledMajor() {
        return majorOf(Build.current().postgresVersion());
    }

    private static String majorOf(String version) {
        return version.split("\\.", 2)[0];
    }

    /**
     * Changes nothing.
     *
     * @param folder of the bundled PostgreSQL, inside the data folder
     * @throws LaunchException if another major version wrote the data; the message says what to do
     */
    public static void requireReadable(Path folder) {
        Optional<String> writer = writtenBy(folder);
        if (writer.isPresent() && !writer.get().equals(bundledMajor())) {
            throw new LaunchException(refusal(folder, writer.get()));
        }
    }

    private static String refusal(Path folder, String writer) {
        return "The database in " + folder + " was written by PostgreSQL " + writer + "; this release brings "
                + Build.current().postgresVersion() + ", which cannot read it. Nothing was changed. "
                + wayOut(folder, writer);
    }

    /**
     * How the data gets from an older version into the bundled one.
     *
     * @param folder of the bundled PostgreSQL, inside the data folder
     * @param writer the major version that wrote the data
     */
    public static String wayOut(Path folder, String writer) {
        String with = programsOf(writer, folder).isPresent() ? "" : "With the release that wrote it, ";
        return with + (with.isEmpty() ? "Run" : "run") + " 'alchemy backup --data " + folder.getParent()
                + " FILE.zip', then with this release 'alchemy restore FILE.zip --data NEWDIR'.";
    }

    /** The unpacked programs that can read the folder's data; those of earlier releases stay where they were. */
    static Path readingPrograms(Path folder) {
        String writer = writtenBy(folder).orElseThrow(() -> new LaunchException("There is no database in " + folder));
        return programsOf(writer, folder).orElseThrow(() -> new LaunchException(refusal(folder, writer)));
    }

    private static Optional<Path> programsOf(String major, Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(
                            child -> majorOf(child.getFileName().toString()).equals(major))
                    .filter(child -> Files.isExecutable(child.resolve("bin").resolve("postgres")))
                    .max(Comparator.comparing(Path::getFileName));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for PostgreSQL's programs in " + folder, e);
        }
    }
}
