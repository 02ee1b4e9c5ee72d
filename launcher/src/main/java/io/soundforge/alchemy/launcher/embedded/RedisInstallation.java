package io.soundforge.alchemy.launcher.embedded;

import io.soundforge.alchemy.launcher.LaunchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Redis's program and data on our disk, and how to run it. */
final class RedisInstallation {
    private static final Logger LOG = LoggerFactory.getLogger(RedisInstallation.class);

    private final Path folder;
    private final Path program;
    private final ChildTies ties;

    private RedisInstallation(Path folder, Path program, ChildTies ties) {
        this.folder = folder;
        this.program = program;
        this.ties = ties;
    }

    /** Unpacks the first program that runs here, once. */
    static RedisInstallation prepare(Machine machine, Path folder) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Path home = folder.toRealPath();
        for (String name : machine.redisPrograms()) {
            Path program = home.resolve("bin").resolve(name);
            if (unpackOnce(name, program) && ShortCommand.works(home, program.toString(), "--version")) {
                return new RedisInstallation(home, program, ChildTies.of(machine, home));
            }
        }
        throw new LaunchException("None of the bundled Redis programs runs here ("
                + String.join(", ", machine.redisPrograms()) + "). Set REDIS_URL.");
    }

    private static boolean unpackOnce(String name, Path program) throws IOException {
        if (Files.isExecutable(program)) {
            return true;
        }
        try (InputStream resource = RedisInstallation.class.getResourceAsStream("/" + name)) {
            if (resource == null) {
                return false;
            }
            Files.createDirectories(program.getParent());
            Path unfinished = program.resolveSibling(name + ".unfinished");
            Files.copy(resource, unfinished, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
            Files.move(unfinished, program, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
    }

    /** Writes the configuration, which holds the password and so is no command line, and names the command. */
    List<String> serverCommand(int port) throws IOException {
        Path configuration = folder.resolve("redis.conf");
        KeptPassword.writePrivately(
                configuration,
                String.join(
                        "\n",
                        "bind 127.0.0.1",
                        "port " + port,
                        "requirepass " + password(),
                        "dir " + quoted(folder.resolve("data")),
                        "appendonly yes",
                        "appendfsync everysec",
                        "save \"\"",
                        "maxmemory 64mb",
                        "maxmemory-policy volatile-lru",
                        "daemonize no",
                        ""));
        return ties.server(List.of(program.toString(), configuration.toString()), "TERM");
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Ends a Redis that an earlier run left alive. */
    void endLeftovers(Duration patience) throws IOException {
        Leftovers leftovers = new Leftovers(folder);
        if (!leftovers.alive().isEmpty()) {
            LOG.info("ending a Redis that an earlier run left alive");
            leftovers.end(patience);
        }
    }

    int port() throws IOException {
        return KeptPort.in(folder.resolve("port"));
    }

    String uri(int port) throws IOException {
        return "redis://:" + password() + "@127.0.0.1:" + port;
    }

    private String password() throws IOException {
        return KeptPassword.in(folder.resolve("password"));
    }
}
