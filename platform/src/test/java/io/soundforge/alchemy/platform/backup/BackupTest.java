package io.soundforge.alchemy.platform.backup;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.database.JdbcSource;
import io.soundforge.alchemy.platform.database.Migrations;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.storage.BlobFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final String STRANGE = "tab\there, back\\slash, new\nline, é, 𝄞 and \\N";
    private static final byte[] SONG = "the song's bytes".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @TempDir
    Path folder;

    private Path file;
    private DatabaseConfig target;
    private BlobFiles targetBlobs;

    /** Two tracks, a job graph, facts, an asset with its bytes, and an upload that waits. */
    @BeforeAll
    static void library() throws Exception {
        Track track = services.newTrack(STRANGE);
        services.newTrack("second");
        await(services.database().inTransaction(tx -> services.jobs()
                .submit(
                        tx,
                        OwnerId.LOCAL,
                        track.id(),
                        ImportPlan.ofSpotifyLink("https://open.spotify.com/track/1", ImportOptions.defaults()))));
        String key = "tracks/" + track.id() + "/first-1/song.wav";
        sql(
                services.databaseConfig(),
                "insert into assets (id, track_id, job_id, role, name, type, key, content_type, bytes, sha256, duration)"
                        + " select gen_random_uuid(), '" + track.id()
                        + "', gen_random_uuid(), 'original', 'song', 'wav', '"
                        + key + "', 'audio/wav', " + SONG.length + ", '" + sha256(SONG) + "', 0.1 + 0.2",
                "insert into analyses values ('" + track.id()
                        + "', gen_random_uuid(), '{\"tempo\": 120.5, \"a\": \"\\\\\"}')");
        write(sourceBlobs(), key, SONG);
        write(sourceBlobs(), "tracks/" + track.id() + "/staged/upload", new byte[100_000]);
    }

    @BeforeEach
    void emptyTarget() {
        file = folder.resolve("saved.zip");
        target = services.emptyDatabase();
        targetBlobs = new BlobFiles(folder.resolve("restored"));
    }

    @Test
    void everything_backedUpAndRestoredElsewhere_isTheSame() throws Exception {
        BackupSummary written = backup();
        BackupSummary restored = restore();

        assertThat(written.warnings()).isEmpty();
        assertThat(written.files()).isEqualTo(2);
        assertThat(written.bytes()).isEqualTo(SONG.length + 100_000);
        assertThat(restored).isEqualTo(written);
        assertThat(rows(target)).isEqualTo(rows(services.databaseConfig()));
        assertThat(query(target, "select name from tracks")).contains(STRANGE);
        assertThat(targetBlobs.keys()).isEqualTo(sourceBlobs().keys());
        for (String key : targetBlobs.keys()) {
            assertThat(targetBlobs.file(key))
                    .hasSameBinaryContentAs(sourceBlobs().file(key));
        }
        assertThat(folder.resolve("restored")).isDirectoryNotContaining("glob:**.restoring");
    }

    @Test
    void numbers_afterARestore_continueBehindTheLastOneGiven() throws Exception {
        sql(services.databaseConfig(), insertJob(), "delete from jobs where kind = 'spent'");
        long last = number(services.databaseConfig(), "select last_value from " + sequence(services.databaseConfig()));
        backup();
        restore();

        sql(target, insertJob());

        assertThat(number(target, "select number from jobs where kind = 'spent'"))
                .isEqualTo(last + 1);
    }

    @Test
    void backup_ofAFileThatIsLost_saysWhich() throws Exception {
        String key = sourceBlobs().keys().stream()
                .filter(name -> name.endsWith(".wav"))
                .findFirst()
                .orElseThrow();
        Files.writeString(sourceBlobs().file(key), "rotten bytes");
        try {
            assertThat(backup().warnings()).singleElement().asString().contains("1 files", key);
        } finally {
            Files.write(sourceBlobs().file(key), SONG);
        }
    }

    @Test
    void backup_overAFile_isRefused() throws Exception {
        Files.writeString(file, "precious");

        assertRefused(this::backup, ErrorCode.CONFLICT, "exists");

        assertThat(file).hasContent("precious");
    }

    @Test
    void backup_ofADatabaseWithoutTables_isRefusedAndLeavesNoFile() {
        assertRefused(
                () -> new Backup(target, targetBlobs, "test").write(file), ErrorCode.CONFLICT, "nothing to back up");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void restore_intoATableWithRows_isRefused() throws Exception {
        backup();
        Migrations.migrate(target);
        sql(target, "insert into fact_positions values (gen_random_uuid(), 1)");

        assertRefused(this::restore, ErrorCode.CONFLICT, "fact_positions has rows");
    }

    @Test
    void restore_intoEmptyTablesOfAnEarlierTry_works() throws Exception {
        backup();
        Migrations.migrate(target, "1");

        restore();

        assertThat(rows(target)).isEqualTo(rows(services.databaseConfig()));
    }

    @Test
    void restore_whereAServerWasKilledOnce_worksAndKeepsWhoLivesApart() throws Exception {
        sql(services.databaseConfig(), insertNode("here"));
        backup();
        sql(services.databaseConfig(), "delete from nodes");
        Migrations.migrate(target);
        sql(target, insertNode("there"));

        restore();

        assertThat(query(target, "select name from nodes")).containsExactly("there");
    }

    @Test
    void restore_namesTheJournalAnew_soThatPositionsOfBeforeAreNotTakenForValid() throws Exception {
        backup();
        Migrations.migrate(target);
        List<String> before = query(target, "select epoch from fact_epoch");

        restore();

        assertThat(query(target, "select epoch from fact_epoch"))
                .hasSize(1)
                .doesNotContainAnyElementsOf(before)
                .doesNotContainAnyElementsOf(query(services.databaseConfig(), "select epoch from fact_epoch"));
    }

    @Test
    void restore_intoAnAudioFolderWithFiles_isRefused() throws Exception {
        backup();
        write(targetBlobs, "tracks/mine/song.wav", SONG);

        assertRefused(this::restore, ErrorCode.CONFLICT, "audio folder");

        assertThat(targetBlobs.keys()).containsExactly("tracks/mine/song.wav");
        assertThat(tables(target)).isEmpty();
    }

    @Test
    void restore_ofAFileWithOneFlippedByte_isRefused() throws Exception {
        backup();
        byte[] bytes = Files.readAllBytes(file);
        for (int at : new int[] {bytes.length / 4, bytes.length / 2}) { // both within the large file
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);

            assertRefused(this::restore, ErrorCode.INVALID_REQUEST, "damaged");
        }
        assertNothingRestored();
    }

    @Test
    void restore_ofAFileCutShort_isRefused() throws Exception {
        backup();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 30));

        assertRefused(this::restore, ErrorCode.INVALID_REQUEST, "damaged");
        assertNothingRestored();
    }

    @Test
    void restore_ofNoBackup_isRefused() throws Exception {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("holiday.txt"));
        }

        assertRefused(this::restore, ErrorCode.INVALID_REQUEST, "no manifest.json");
    }

    @Test
    void restore_ofAnEntryThatNobodyListed_isRefused() throws Exception {
        backup();
        rewrite(json -> json, "blobs/extra");

        assertRefused(this::restore, ErrorCode.INVALID_REQUEST, "entries");
    }

    @Test
    void restore_ofANewerSchema_isRefused() throws Exception {
        backup();
        rewrite(json -> json.replaceFirst("\"schemaVersion\" : \"[0-9]+\"", "\"schemaVersion\" : \"99999\""), "");

        assertRefused(this::restore, ErrorCode.CONFLICT, "schema 99999");
        assertNothingRestored();
    }

    @Test
    void restore_ofANewerFormat_isRefused() throws Exception {
        backup();
        rewrite(json -> json.replaceFirst("\"format\" : 1", "\"format\" : 2"), "");

        assertRefused(this::restore, ErrorCode.CONFLICT, "format 2");
    }

    @Test
    void restore_ofAnotherNumberOfRows_isRefusedAndTakenBack() throws Exception {
        backup();
        rewrite(json -> json.replaceFirst("\"rows\" : 2", "\"rows\" : 3"), "");

        assertRefused(this::restore, ErrorCode.INVALID_REQUEST, "rows");
        assertNothingRestored();
    }

    @Test
    void restore_ofANameThatLeadsElsewhere_isRefusedAndTakenBack() throws Exception {
        backup();
        String key = sourceBlobs().keys().get(0);
        rewriteNames(name -> name.equals("blobs/" + key) ? "blobs/../../escaped" : name);

        assertRefused(this::restore, ErrorCode.INVALID_REQUEST, "name");
        assertNothingRestored();
        assertThat(folder.resolve("escaped")).doesNotExist();
    }

    private void assertNothingRestored() throws Exception {
        assertThat(tables(target)).isEmpty();
        assertThat(targetBlobs.keys()).isEmpty();
    }

    private static void assertRefused(Runnable call, ErrorCode code, String part) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(part);
    }

    private BackupSummary backup() {
        return new Backup(services.databaseConfig(), sourceBlobs(), "test").write(file);
    }

    private BackupSummary restore() {
        try (BackupArchive archive = BackupArchive.open(file)) {
            return new Restore(target, targetBlobs).from(archive);
        }
    }

    private static BlobFiles sourceBlobs() {
        return new BlobFiles(services.folder().resolve("library"));
    }

    private static void write(BlobFiles blobs, String key, byte[] bytes) throws IOException {
        Files.createDirectories(blobs.file(key).getParent());
        Files.write(blobs.file(key), bytes);
    }

    /** The same archive with another manifest and perhaps one entry more. */
    private void rewrite(UnaryOperator<String> manifest, String extra) throws IOException {
        rewrite(manifest, UnaryOperator.identity(), extra);
    }

    private void rewriteNames(UnaryOperator<String> name) throws IOException {
        String from = "blobs/" + sourceBlobs().keys().get(0);
        rewrite(json -> json.replace(from, name.apply(from)), name, "");
    }

    private void rewrite(UnaryOperator<String> manifest, UnaryOperator<String> name, String extra) throws IOException {
        Path other = folder.resolve("other.zip");
        try (ZipFile zip = new ZipFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(other))) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                add(
                        out,
                        name.apply(entry.getName()),
                        entry.getName().equals("manifest.json")
                                ? manifest.apply(new String(bytes, StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8)
                                : bytes);
            }
            if (!extra.isEmpty()) {
                add(out, extra, SONG);
            }
        }
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static String insertNode(String name) {
        return "insert into nodes values ('" + name + "', '{gateway}', 'test', 'localhost', 1, 1, now(), now())";
    }

    private static String insertJob() {
        return "insert into jobs (id, kind, owner, track_id, plan_id, waits_for, args, max_attempts) values"
                + " (gen_random_uuid(), 'spent', 'local', gen_random_uuid(), gen_random_uuid(), 0, '{}', 1)";
    }

    private static String sequence(DatabaseConfig database) throws SQLException {
        return query(database, "select pg_get_serial_sequence('jobs', 'number')")
                .get(0);
    }

    private static Map<String, List<String>> rows(DatabaseConfig database) throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        for (String table : tables(database)) {
            all.put(table, query(database, "select t::text from " + table + " t order by 1"));
        }
        all.remove("flyway_schema_history");
        all.remove("fact_epoch"); // another one on purpose
        return all;
    }

    private static List<String> tables(DatabaseConfig database) throws SQLException {
        return query(
                database, "select table_name from information_schema.tables where table_schema = 'public' order by 1");
    }

    private static long number(DatabaseConfig database, String query) throws SQLException {
        return Long.parseLong(query(database, query).get(0));
    }

    private static List<String> query(DatabaseConfig database, String query) throws SQLException {
        try (Connection connection = JdbcSource.of(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static void sql(DatabaseConfig database, String... statements) throws SQLException {
        try (Connection connection = JdbcSource.of(database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
