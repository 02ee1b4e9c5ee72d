package io.soundforge.alchemy.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.launcher.data.DataFolder;
import io.soundforge.alchemy.launcher.embedded.EmbeddedPostgres;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.database.JdbcSource;
import io.soundforge.alchemy.platform.database.Migrations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore as a user calls them, on the bundled PostgreSQL. */
class BackupCommandTest {
    private static final String INSERT =
            "insert into tracks (id, owner, name, created_at)" + " values (gen_random_uuid(), 'local', 'saved', now())";

    private static final String SONG = "as good as audio";

    @TempDir
    Path folder;

    @Test
    void stoppedDataFolder_savedAndRestored_isTheSame() throws Exception {
        DataFolder source = new DataFolder(folder.resolve("source"));
        library(source);

        CommandLineRun saved = run("backup", "--data", at("source"), "saved.zip");
        CommandLineRun restored = run("restore", "saved.zip", "--data", at("other"));

        assertThat(saved.err()).isEmpty();
        assertThat(saved.exit()).isZero();
        assertThat(saved.out()).contains("saved.zip: 1 rows, 1 files of audio");
        assertThat(restored.err()).isEmpty();
        assertThat(restored.exit()).isZero();
        DataFolder other = new DataFolder(folder.resolve("other"));
        assertThat(other.audio().resolve("blobs/tracks/one/song.wav")).hasContent(SONG);
        assertThat(other.root().resolve(".restoring")).doesNotExist();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(other.postgres(), other.logs())) {
            assertThat(tracks(postgres)).isEqualTo(1);
        }

        assertThat(run("restore", "saved.zip", "--data", at("other")).err()).contains("has a database already");
        damage(folder.resolve("saved.zip"));
        assertThat(run("restore", "saved.zip", "--data", at("third")).err()).contains("damaged");
        assertThat(folder.resolve("third")).doesNotExist();
    }

    @Test
    void dataFolderWithoutADatabase_hasNothingToBackUp() {
        CommandLineRun run = run("backup", "--data", at("nowhere"), "saved.zip");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("nothing to back up").hasLineCount(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void databaseOfAnotherMajorVersion_stopsUpBeforeAnythingIsTouched() throws Exception {
        Path old = folder.resolve("data/postgres/cluster");
        Files.createDirectories(old);
        Files.writeString(old.resolve("PG_VERSION"), "12\n");

        CommandLineRun run = run("up", "--port", "0");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "written by PostgreSQL 12",
                        "cannot read it",
                        "Nothing was changed",
                        "With the release that wrote it, run 'alchemy backup --data " + folder.resolve("data"),
                        "'alchemy restore FILE.zip --data NEWDIR'");
        assertThat(folder.resolve("data/redis")).doesNotExist();
        assertThat(folder.resolve("data/postgres")).isDirectoryNotContaining("glob:**/1*");
    }

    @Test
    void databaseOfAnotherMajorVersionWithoutItsPrograms_isNotBackedUp() throws Exception {
        Path old = folder.resolve("data/postgres/cluster");
        Files.createDirectories(old);
        Files.writeString(old.resolve("PG_VERSION"), "12\n");

        assertThat(run("backup", "saved.zip").err()).contains("With the release that wrote it");
    }

    private static void library(DataFolder data) throws Exception {
        Path song = data.audio().resolve("blobs/tracks/one/song.wav");
        Files.createDirectories(song.getParent());
        Files.writeString(song, SONG);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data.postgres(), data.logs())) {
            DatabaseConfig database = new DatabaseConfig(postgres.uri(), 1);
            Migrations.migrate(database);
            try (Connection connection = JdbcSource.of(database).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(INSERT);
            }
        }
    }

    private static long tracks(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection =
                        JdbcSource.of(new DatabaseConfig(postgres.uri(), 1)).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from tracks where name = 'saved'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void damage(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int audio = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(SONG);
        bytes[audio + SONG.length() / 2] ^= 1;
        Files.write(file, bytes);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.in(folder, Map.of(), arguments);
    }
}
