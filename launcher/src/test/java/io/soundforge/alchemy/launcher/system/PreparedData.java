package io.soundforge.alchemy.launcher.system;

import io.soundforge.alchemy.launcher.data.FolderTree;
import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.database.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Data folders as an earlier start leaves them: a PostgreSQL of their own is unpacked, initialised and has its tables, and
 * nothing is in it. That is done once per process, for it costs as much as the start that a test is about; {@link
 * JourneyTest} and others begin with nothing.
 */
public final class PreparedData {
    private static @Nullable Path original;

    private PreparedData() {}

    /**
     * Makes a folder of which nobody else has anything.
     *
     * @return the folder
     */
    public static synchronized Path in(Path data) throws IOException {
        Path from = original == null ? prepare() : original;
        original = from;
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path inside = from.relativize(each);
                place(each, inside, data.resolve("postgres").resolve(inside));
            }
        }
        return data;
    }

    /** Programs are the same files; what is written to is not, and the port is chosen anew. */
    private static void place(Path each, Path inside, Path target) throws IOException {
        boolean own = inside.startsWith("cluster") || inside.endsWith("password");
        if (inside.endsWith("port")) {
            return;
        }
        if (own || !Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(target.getParent());
            Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } else {
            Files.createLink(target, each);
        }
    }

    private static Path prepare() throws IOException {
        Path folder = Files.createTempDirectory("alchemy-prepared");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "prepared-data"));
        Path postgres = folder.resolve("postgres");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(postgres, folder.resolve("logs"))) {
            Migrations.migrate(new DatabaseConfig(server.uri(), 1));
        }
        return postgres;
    }

    private static void delete(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(PreparedData.class).warn("{} stays behind", folder, e);
        }
    }
}
