package io.soundforge.alchemy.launcher.embedded;

import io.soundforge.alchemy.launcher.Build;
import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.data.FolderTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's programs and data on our disk, and the command lines to work with them. */
final class PostgresCluster {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    private static final String NAME = "alchemy";
    private static final Duration INIT_LIMIT = Duration.ofMinutes(3);

    private final Path folder;
    private final Path programs;
    private final ChildTies ties;

    private PostgresCluster(Path folder, Path programs, ChildTies ties) {
        this.folder = folder;
        this.programs = programs;
        this.ties = ties;
    }

    /** Unpacks the programs and initialises the data, each once. */
    static PostgresCluster prepare(Machine machine, Path folder) throws IOException {
        ClusterVersion.requireReadable(folder);
        Files.createDirectories(folder);
        Path home = folder.toRealPath();
        ChildTies ties = ChildTies.of(machine, home);
        ties.requireUnprivileged(home);
        Path programs = home.resolve(Build.current().postgresVersion());
        if (!Files.isExecutable(programs.resolve("bin").resolve("postgres"))) {
            LOG.info("unpacking PostgreSQL {}", Build.current().postgresVersion());
            FolderTree.delete(programs);
            Folders.publish(programs, target -> unpack(machine, target));
        }
        PostgresCluster cluster = new PostgresCluster(home, programs, ties);
        cluster.initialiseOnce();
        return cluster;
    }

    /** What lies in a folder already, with the programs that can read it; initialises nothing. */
    static PostgresCluster existing(Machine machine, Path folder) throws IOException {
        Path home = folder.toRealPath();
        ChildTies ties = ChildTies.of(machine, home);
        ties.requireUnprivileged(home);
        if (ClusterVersion.writtenBy(home).equals(Optional.of(ClusterVersion.bundledMajor()))) {
            return prepare(machine, home);
        }
        PostgresCluster cluster = new PostgresCluster(home, ClusterVersion.readingPrograms(home), ties);
        cluster.requirePassword();
        return cluster;
    }

    private static void unpack(Machine machine, Path target) throws IOException {
        for (String archive : machine.postgresArchives()) {
            try (InputStream packed = PostgresCluster.class.getResourceAsStream("/" + archive)) {
                if (packed != null) {
                    TxzArchive.unpack(packed, target);
                    return;
                }
            }
        }
        throw new LaunchException("This build holds no PostgreSQL for this machine (looked for "
                + String.join(", ", machine.postgresArchives()) + "). Set DATABASE_URL.");
    }

    private void initialiseOnce() throws IOException {
        if (!Files.exists(data())) {
            LOG.info("initialising the database");
            KeptPassword.in(passwordFile());
            Folders.publish(data(), this::initialise);
        }
        requirePassword();
    }

    private void requirePassword() {
        if (!Files.exists(passwordFile())) {
            throw new LaunchException("The database's password file " + passwordFile() + " is gone.");
        }
    }

    /** Byte order for sorting, all of Unicode for upper and lower case; checksums are on by default. */
    private void initialise(Path target) throws IOException {
        demand(List.of(
                program("initdb"),
                "--pgdata=" + target,
                "--username=" + NAME,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        demand(
                List.of(program("postgres"), "--single", "-D", target.toString(), "postgres"),
                "CREATE DATABASE " + NAME + "\n");
    }

    private void demand(List<String> command) throws IOException {
        demand(command, "");
    }

    private void demand(List<String> command, String input) throws IOException {
        ShortCommand.Outcome outcome = ShortCommand.run(ties.unprivileged(command), folder, input, INIT_LIMIT);
        if (!outcome.succeeded()) {
            throw new IOException(command.get(0) + " ended with status " + outcome.exit() + ": "
                    + outcome.output().strip());
        }
    }

    /** Modest in memory, safe on disk, reachable from this machine only. */
    List<String> serverCommand(int port) {
        List<String> command = new ArrayList<>(List.of(program("postgres"), "-D", data().toString()));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "shared_buffers=64MB",
                "max_connections=100",
                "max_wal_size=256MB",
                "lc_messages=C",
                "logging_collector=off",
                "log_destination=stderr")) {
            command.add("-c");
            command.add(setting);
        }
        // INT is PostgreSQL's fast shutdown.
        return ties.unprivilegedServer(command, "INT");
    }

    /** Stops the server whose process id stands in the pid file: only to be called when that is known to be ours. */
    void stopFast(Duration deadline) {
        List<String> command = ties.unprivileged(List.of(
                program("pg_ctl"), "stop", "-D", data().toString(), "-m", "fast", "-t", "" + deadline.toSeconds()));
        try {
            ShortCommand.Outcome outcome = ShortCommand.run(command, folder, "", deadline.plusSeconds(5));
            if (!outcome.succeeded()) {
                LOG.warn("PostgreSQL was not stopped: {}", outcome.output().strip());
            }
        } catch (IOException e) {
            LOG.warn("PostgreSQL was not stopped: {}", e.getMessage());
        }
    }

    /**
     * Ends what an earlier run left alive, and removes its pid file. PostgreSQL itself would signal and then fear
     * whatever process has that number now.
     */
    void endLeftovers(Duration patience) throws IOException {
        Leftovers leftovers = new Leftovers(folder);
        List<ProcessHandle> alive = leftovers.alive();
        if (!alive.isEmpty()) {
            LOG.info("ending a PostgreSQL that an earlier run left alive");
            String recorded = recordedPid();
            if (alive.stream().anyMatch(process -> recorded.equals(Long.toString(process.pid())))) {
                stopFast(patience);
            }
            leftovers.end(patience);
        }
        Files.deleteIfExists(pidFile());
    }

    /** The server's process id as it wrote it down; empty if there is none. */
    private String recordedPid() throws IOException {
        return Files.exists(pidFile())
                ? Files.readString(pidFile()).lines().findFirst().orElse("").strip()
                : "";
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    Path data() {
        return folder.resolve("cluster");
    }

    String version() {
        return programs.getFileName().toString();
    }

    int port() throws IOException {
        return KeptPort.in(folder.resolve("port"));
    }

    String uri(int port) throws IOException {
        return uri(Integer.toString(port), KeptPassword.in(passwordFile()));
    }

    static String uri(String port, String password) {
        return "postgresql://" + NAME + ":" + password + "@127.0.0.1:" + port + "/" + NAME;
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }
}
