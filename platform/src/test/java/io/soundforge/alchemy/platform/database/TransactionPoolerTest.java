package io.soundforge.alchemy.platform.database;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.fixture.FreePorts;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The platform through a real PgBouncer that gives every transaction another of its two server connections. */
@Tag("slow")
class TransactionPoolerTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @TempDir
    static Path folder;

    private static Process bouncer;
    private static Database database;

    @BeforeAll
    static void start() throws Exception {
        URI direct = URI.create(services.databaseConfig().uri());
        int port = FreePorts.find(1).get(0);
        Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=127.0.0.1 port=%d user=postgres password=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                auth_type = any
                pool_mode = transaction
                default_pool_size = 2
                server_round_robin = 1
                unix_socket_dir =
                """.formatted(direct.getPort(), port));
        ProcessBuilder program = "root".equals(System.getProperty("user.name"))
                ? new ProcessBuilder("/usr/sbin/pgbouncer", "-u", "nobody", settings.toString())
                : new ProcessBuilder("/usr/sbin/pgbouncer", settings.toString());
        folder.toFile().setExecutable(true, false);
        settings.toFile().setReadable(true, false);
        bouncer = program.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        eventually().until(() -> answers(port));
        String uri = "postgresql://postgres:postgres@127.0.0.1:" + port + direct.getPath();
        database = new Database(
                services.vertx(),
                new DatabaseConfig(
                        uri,
                        8,
                        DatabaseConfig.Pooler.TRANSACTION,
                        services.databaseConfig().uri()));
    }

    @AfterAll
    static void stop() throws Exception {
        await(database.close());
        bouncer.destroy();
        assertThat(bouncer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void manyStatementsAtOnce_eachFindTheirOwnAnswer() {
        List<Future<Integer>> answers = IntStream.range(0, 400)
                .mapToObj(i -> database.pool()
                        .preparedQuery("select $1::int + " + i % 7 + " as n")
                        .execute(Tuple.of(i))
                        .map(rows -> rows.iterator().next().getInteger("n")))
                .toList();

        await(Future.all(answers));

        for (int i = 0; i < answers.size(); i++) {
            assertThat(await(answers.get(i))).isEqualTo(i + i % 7);
        }
    }

    @Test
    void jobsAreTakenOnceEach_andTold() {
        Journal journal = new Journal(database, services.carrier());
        JobStore jobs = new JobStore(database, journal, services.bus());
        List<Future<List<Job>>> submitted = IntStream.range(0, 40)
                .mapToObj(i -> {
                    TrackId track = services.newTrack("song " + i).id();
                    return database.inTransaction(tx -> jobs.submit(
                            tx,
                            OwnerId.LOCAL,
                            track,
                            ImportPlan.ofSource(AudioSource.url("https://a.example/" + i), ImportOptions.defaults())));
                })
                .toList();
        await(Future.all(submitted));

        await(Future.all(submitted.stream()
                .flatMap(each -> await(each).stream())
                .map(job -> jobs.cancel(job.id()))
                .toList()));

        assertThat(await(jobs.unfinished())).isEmpty();
        TrackId first = await(submitted.get(0)).get(0).track();
        assertThat(await(journal.since(first, 0, 100))).isNotEmpty();
        assertThat(await(journal.heads(List.of(first))).epoch()).hasSize(16);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
