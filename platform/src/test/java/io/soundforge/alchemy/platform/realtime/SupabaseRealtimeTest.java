package io.soundforge.alchemy.platform.realtime;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The scripts in {@code deploy/supabase} on a real PostgreSQL with what Supabase puts there: its roles, its publication
 * and {@code auth.uid()}, which reads the claims of the caller's token.
 */
class SupabaseRealtimeTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final Path SCRIPTS = Path.of("..", "deploy", "supabase");

    private final OwnerId alice = new OwnerId(UUID.randomUUID().toString());
    private final OwnerId bob = new OwnerId(UUID.randomUUID().toString());

    @BeforeAll
    static void prepareAsSupabaseDoes() {
        sql("""
                do $$ begin
                    create role anon nologin; create role authenticated nologin;
                exception when duplicate_object then null; end $$;
                grant usage on schema public to anon, authenticated;
                create schema auth;
                grant usage on schema auth to anon, authenticated;
                create function auth.uid() returns uuid language sql stable as
                    $$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
                grant all on all tables in schema public to anon, authenticated;
                create publication supabase_realtime;""");
    }

    @BeforeEach
    void install() throws IOException {
        sql(script("realtime.sql"));
    }

    @AfterAll
    static void dropRoles() {
        sql("drop owned by anon, authenticated; drop schema auth cascade; drop role anon, authenticated");
    }

    @Test
    void jobs_areRowsOfTheShapeThatUsersKnow() {
        Job job = submit(alice).get(0);

        Row told = told(job);

        assertThat(told.getString("user_id")).isEqualTo(alice.value());
        assertThat(told.getString("status")).isEqualTo("queued");
        assertThat(told.getString("kind")).isEqualTo("download");
        assertThat(told.getInteger("progress")).isZero();
        assertThat(told.getUUID("track_id")).isEqualTo(job.track().value());
    }

    /** A table that a later migration brings has to be named in the script, or Supabase would show it to everybody. */
    @Test
    void nothingElseOfOurs_isForSupabasesRoles() {
        String readable =
                "select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'"
                        + " and c.relname <> 'job_status' and (has_table_privilege('authenticated', c.oid, 'select, insert, update')"
                        + " or has_table_privilege('anon', c.oid, 'select, insert, update'))";

        assertThat(rows(readable)).extracting(row -> row.getString("relname")).isEmpty();
    }

    @Test
    void changesOfAJob_areTold_butNotItsHeartbeats() {
        Job job = submit(alice).get(0);
        sql("update jobs set state = 'running', lease_owner = 'n', lease_until = now(), progress = 41.7, stage = 'half'"
                + " where id = '" + job.id() + "'");
        Row running = told(job);
        sql("update jobs set lease_until = now() + interval '1 minute', progress = 41.9 where id = '" + job.id() + "'");
        Row beaten = told(job);
        sql("update jobs set state = 'failed', lease_until = null, error_code = 'timeout', error_message = 'late'"
                + " where id = '" + job.id() + "'");

        assertThat(running.getString("status")).isEqualTo("processing");
        assertThat(running.getInteger("progress")).isEqualTo(41);
        assertThat(running.getString("current_step")).isEqualTo("half");
        assertThat(beaten.getOffsetDateTime("updated_at")).isEqualTo(running.getOffsetDateTime("updated_at"));
        assertThat(told(job).getString("status")).isEqualTo("error");
        assertThat(told(job).getString("error")).isEqualTo("late");
    }

    @Test
    void jobsThatWereThereBefore_areToldToo_andRunningTheScriptAgainChangesNothing() throws IOException {
        sql(script("realtime-remove.sql"));
        Job job = submit(alice).get(0);
        await(services.jobs().cancel(job.id()));

        sql(script("realtime.sql"));
        Row first = told(job);
        sql(script("realtime.sql"));

        assertThat(first.getString("status")).isEqualTo("error");
        assertThat(first.getString("error_code")).isEqualTo("cancelled");
        assertThat(told(job).getOffsetDateTime("updated_at")).isEqualTo(first.getOffsetDateTime("updated_at"));
    }

    @Test
    void deletedTrack_takesItsRowsAlong() {
        Job job = submit(alice).get(0);

        await(services.database().inTransaction(tx -> services.jobs().delete(tx, job.track())));

        assertThat(rows("select * from job_status where track_id = '" + job.track() + "'"))
                .isEmpty();
    }

    @Test
    void users_seeTheirOwnJobsOnly_andMayChangeNone() {
        Job job = submit(alice).get(0);
        submit(bob);

        assertThat(as("authenticated", alice, "select * from job_status"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.getString("user_id")).isEqualTo(alice.value()));
        assertThat(as("authenticated", new OwnerId(UUID.randomUUID().toString()), "select * from job_status"))
                .isEmpty();
        for (String statement : List.of(
                "update job_status set status = 'completed' where job_id = '" + job.id() + "'",
                "delete from job_status",
                "select * from jobs")) {
            assertThatThrownBy(() -> as("authenticated", alice, statement))
                    .isInstanceOf(PgException.class)
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> as("anon", alice, "select * from job_status"))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void projectWithoutSignIn_mayShowItsJobsToEverybodyWithAToken() {
        Job job = submit(OwnerId.LOCAL).get(0);
        String mine = "select * from job_status where job_id = '" + job.id() + "'";
        assertThat(as("authenticated", alice, mine)).isEmpty();

        sql("create policy open_mode on job_status for select to authenticated using (user_id = 'local')");

        assertThat(as("authenticated", alice, mine)).hasSize(1);
        sql("drop policy open_mode on job_status");
    }

    @Test
    void onlyTheNarrowTable_isPublished() {
        assertThat(rows("select tablename, attnames::text[] as names from pg_publication_tables"
                        + " where pubname = 'supabase_realtime'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getString("tablename")).isEqualTo("job_status");
                    assertThat(row.getArrayOfStrings("names")).contains("status", "progress", "current_step");
                });
    }

    @Test
    void removedScript_leavesNothingBehind_andJobsGoOn() throws IOException {
        sql(script("realtime-remove.sql"));

        submit(alice);

        assertThat(rows("select 1 from pg_class where relname = 'job_status'")).isEmpty();
        assertThat(rows("select 1 from pg_publication_tables where pubname = 'supabase_realtime'"))
                .isEmpty();
    }

    private static List<Job> submit(OwnerId owner) {
        TrackId track = services.newTrack("song").id();
        ImportOptions options = ImportOptions.defaults();
        return await(services.database().inTransaction(tx -> services.jobs()
                .submit(tx, owner, track, ImportPlan.ofSource(AudioSource.url("https://a.example/b.mp3"), options))));
    }

    private static Row told(Job job) {
        return rows("select * from job_status where job_id = '" + job.id() + "'")
                .get(0);
    }

    /** As Realtime asks for a subscriber: with the role and the claims of its token. */
    private static List<Row> as(String role, OwnerId user, String statement) {
        return await(services.database().inTransaction(tx -> tx.connection()
                .query("set local role " + role + "; set local request.jwt.claims = '{\"sub\":\"" + user
                        + "\",\"role\":\"" + role + "\"}'")
                .execute()
                .compose(set -> tx.connection().query(statement).execute())
                .map(SupabaseRealtimeTest::list)));
    }

    private static List<Row> rows(String query) {
        return list(await(services.database().pool().query(query).execute()));
    }

    private static List<Row> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    private static void sql(String statements) {
        await(services.database().pool().query(statements).execute());
    }

    private static String script(String name) throws IOException {
        return Files.readString(SCRIPTS.resolve(name));
    }
}
