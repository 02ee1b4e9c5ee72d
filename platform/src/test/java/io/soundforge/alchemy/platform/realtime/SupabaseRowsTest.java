package io.soundforge.alchemy.platform.realtime;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code deploy/supabase/rls.sql} on a real PostgreSQL with Supabase's roles, default rights and {@code auth.uid()}. */
class SupabaseRowsTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final Path SCRIPTS = Path.of("..", "deploy", "supabase");

    /** Tables that only the service role sees; the script says why. */
    private static final Set<String> SERVERS_OWN = Set.of(
            "api_keys",
            "audit",
            "fact_epoch",
            "fact_outbox",
            "fact_positions",
            "fingerprints",
            "flyway_schema_history",
            "job_edges",
            "kept_answers",
            "kept_secrets",
            "nodes",
            "staged_uploads",
            "track_sources",
            "uploads",
            "webhook_attempts",
            "webhook_deliveries",
            "webhook_endpoints");

    private static final OwnerId ALICE = new OwnerId(UUID.randomUUID().toString());
    private static final OwnerId BOB = new OwnerId(UUID.randomUUID().toString());
    private static final List<TrackId> tracks = new ArrayList<>();

    @BeforeAll
    static void prepareAsSupabaseDoes_andRunTheScriptTwice() throws IOException {
        sql("""
                do $$ begin create role anon nologin; exception when duplicate_object then null; end $$;
                do $$ begin create role authenticated nologin; exception when duplicate_object then null; end $$;
                do $$ begin create role service_role nologin; exception when duplicate_object then null; end $$;
                grant usage on schema public to anon, authenticated, service_role;
                create schema auth;
                grant usage on schema auth to anon, authenticated, service_role;
                create function auth.uid() returns uuid language sql stable as
                    $$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
                grant all on all tables in schema public to anon, authenticated, service_role;
                create publication supabase_realtime;""");
        sql(Files.readString(SCRIPTS.resolve("realtime.sql")));
        sql(Files.readString(SCRIPTS.resolve("rls.sql")));
        sql(Files.readString(SCRIPTS.resolve("rls.sql")));
        fill(ALICE);
        fill(BOB);
    }

    @AfterAll
    static void dropRoles() {
        sql("drop owned by anon, authenticated, service_role; drop schema auth cascade");
    }

    /** One row of the owner in every table that has owners, made with SQL as the columns need it. */
    private static void fill(OwnerId owner) {
        TrackId track = services.newTrack("song").id();
        tracks.add(track);
        sql("update tracks set owner = '" + owner + "' where id = '" + track + "'");
        UUID job = await(services.database().inTransaction(tx -> services.jobs()
                        .submit(
                                tx,
                                owner,
                                track,
                                ImportPlan.ofSource(
                                        AudioSource.url("https://a.example/b.mp3"), ImportOptions.defaults()))))
                .get(0)
                .id()
                .value();
        String name = owner.value();
        sql("""
                insert into analyses values ('%1$s', '%2$s', '{}');
                insert into separations values ('%1$s', '%2$s', '{}');
                insert into media values ('%1$s', '%2$s', '{}');
                insert into service_metadata values ('%1$s', '{}');
                insert into arrangements values ('%1$s', '{}');
                insert into automatic_separations values ('%1$s', '{}');
                insert into arrangement_templates values ('%3$s', 'mine', '{}');
                insert into studio_items (track_id, kind, id, item) values ('%1$s', 'loop', 'a', '{}');
                insert into separation_results (job_id, track_id, address, report) values ('%2$s', '%1$s', 'x', '{}');
                insert into separation_requests values ('%2$s', '{}');
                insert into assets (id, track_id, job_id, role, name, type, key, content_type, bytes, sha256, duration)
                    values (gen_random_uuid(), '%1$s', '%2$s', 'STEM', 'a', 'vocals', 'k', 'audio/wav', 1, 'x', 1);
                insert into batches values ('%2$s', '%3$s', 'b', 'f', 1, now());
                insert into batch_items (batch_id, position, source, track_id) values ('%2$s', 0, 's', '%1$s');
                insert into facts (track_id, seq, type, job) values ('%1$s', 1000, 't', '{}');
                insert into api_keys (id, owner, name, digest, read_only) values ('%2$s', '%3$s', 'k', 'x', false);
                insert into webhook_endpoints (id, owner, url, description, events, secret)
                    values ('%2$s', '%3$s', 'https://a.example', '', '{}', 's')""".formatted(track, job, name));
    }

    @Test
    void everyTable_isClosed_andEitherReadableByOwnersOrTheServersOwn() {
        List<String> all = tables("select table_name::text from information_schema.tables"
                + " where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'job_status'");
        List<String> closed = tables("select relname::text from pg_class where relrowsecurity"
                + " and relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'job_status'");
        List<String> owners = tables("select tablename::text from pg_policies where policyname = 'owner_reads'"
                + " and cmd = 'SELECT' and roles::text = '{authenticated}'");

        assertThat(closed).as("tables that rls.sql closes").containsExactlyInAnyOrderElementsOf(all);
        List<String> explained = new ArrayList<>(owners);
        explained.addAll(SERVERS_OWN);
        assertThat(explained).as("tables with a policy, or a reason").containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void owners_readTheirOwnRowsOnly_inEveryTable() {
        Map<String, Long> seen = new TreeMap<>();
        for (String table : tables("select tablename::text from pg_policies where policyname = 'owner_reads'")) {
            String count = "select count(*) as n from " + table;
            long mine = as("authenticated", ALICE, count).get(0).getLong("n");
            long others = as("authenticated", BOB, count).get(0).getLong("n");
            long all = as("service_role", ALICE, count).get(0).getLong("n");
            assertThat(mine + others).as(table).isEqualTo(all);
            seen.put(table, mine);
        }
        assertThat(seen)
                .hasSize(16)
                .allSatisfy((table, mine) -> assertThat(mine).as(table).isPositive());
        assertThat(as("authenticated", new OwnerId(UUID.randomUUID().toString()), "select id from tracks"))
                .isEmpty();
    }

    @Test
    void leasesPlacesAndSecrets_areNobodys() {
        for (String question : List.of(
                "select args from jobs",
                "select lease_token from jobs",
                "select key from assets",
                "select secret from webhook_endpoints",
                "select digest from api_keys",
                "select * from nodes")) {
            assertDenied("authenticated", question);
        }
    }

    @Test
    void owners_changeNothing() {
        for (String change : List.of(
                "update tracks set name = 'x'",
                "delete from jobs",
                "insert into arrangement_templates values ('" + ALICE + "', 'x', '{}')")) {
            assertDenied("authenticated", change);
        }
    }

    @Test
    void anonymousCallers_seeNothing() {
        tables("select table_name::text from information_schema.tables where table_schema = 'public'")
                .forEach(table -> assertDenied("anon", "select 1 from " + table));
    }

    @Test
    void serviceRole_readsAndWrites() {
        assertThat(as("service_role", ALICE, "update tracks set artist = 'them' returning id"))
                .hasSize(2);
    }

    @Test
    void alchemyItself_goesOn() {
        assertThat(await(services.catalog().find(tracks.get(0)))).isPresent();
    }

    private static void assertDenied(String role, String statement) {
        assertThatThrownBy(() -> as(role, ALICE, statement))
                .as("%s: %s", role, statement)
                .isInstanceOf(PgException.class)
                .hasMessageContaining("permission denied");
    }

    private static List<String> tables(String query) {
        return rows(query).stream().map(row -> row.getString(0)).toList();
    }

    private static List<Row> rows(String query) {
        return StreamSupport.stream(
                        await(services.database().pool().query(query).execute()).spliterator(), false)
                .toList();
    }

    private static List<Row> as(String role, OwnerId user, String statement) {
        return await(services.database().inTransaction(tx -> tx.connection()
                .query("set local role " + role + "; set local request.jwt.claims = '{\"sub\":\"" + user
                        + "\",\"role\":\"" + role + "\"}'")
                .execute()
                .compose(set -> tx.connection().query(statement).execute())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())));
    }

    private static void sql(String statements) {
        await(services.database().pool().query(statements).execute());
    }
}
