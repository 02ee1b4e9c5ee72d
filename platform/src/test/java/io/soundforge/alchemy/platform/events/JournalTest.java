package io.soundforge.alchemy.platform.events;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.database.Database;
import io.soundforge.alchemy.platform.database.DatabaseConfig;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JournalTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final List<JobEvent> delivered = new CopyOnWriteArrayList<>();

    private final TrackId track = TrackId.random();

    @BeforeAll
    static void listen() {
        await(services.carrier().subscribe(delivered::add));
    }

    @Test
    void append_concurrently_numbersWithoutGapsAndDeliversEachOnce() {
        int count = 60;
        List<Future<JobEvent>> appends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            appends.add(append(JobEventType.UPDATED, job(track)));
        }
        appends.forEach(PlatformServices::await);

        Long[] numbers = LongStream.rangeClosed(1, count).boxed().toArray(Long[]::new);
        assertThat(await(services.journal().since(track, 0, 1000)))
                .extracting(JobEvent::seq)
                .containsExactly(numbers);
        eventually()
                .untilAsserted(() ->
                        assertThat(deliveredOf(track)).extracting(JobEvent::seq).containsExactlyInAnyOrder(numbers));
        assertThat(await(services.journal().lastSequences(List.of(track)))).containsEntry(track, (long) count);
    }

    @Test
    void append_rolledBack_leavesNoFactNoNumberAndNoMessage() {
        await(append(JobEventType.CREATED, job(track)));

        assertThatThrownBy(() -> await(services.database().inTransaction(tx -> services.journal()
                        .append(tx, JobEventType.UPDATED, job(track))
                        .compose(event -> Future.failedFuture(new IllegalStateException("no"))))))
                .hasMessage("no");
        JobEvent next = await(append(JobEventType.COMPLETED, job(track)));

        assertThat(next.seq()).isEqualTo(2);
        eventually().until(() -> deliveredOf(track).contains(next));
        assertThat(deliveredOf(track))
                .extracting(JobEvent::type)
                .containsExactly(JobEventType.CREATED, JobEventType.COMPLETED);
    }

    @Test
    void append_notYetCommitted_isNotDelivered() {
        List<JobEvent> seenInside = new ArrayList<>();

        await(services.database().inTransaction(tx -> services.journal()
                .append(tx, JobEventType.CREATED, job(track))
                .compose(event -> services.journal().since(track, 0, 10))
                .onSuccess(seenInside::addAll)));

        assertThat(seenInside).isEmpty();
        eventually().until(() -> deliveredOf(track).size() == 1);
    }

    @Test
    void append_severalJobs_keepTheirOrder() {
        List<Job> jobs = List.of(job(track), job(track), job(track));

        List<JobEvent> events = await(
                services.database().inTransaction(tx -> services.journal().append(tx, JobEventType.CREATED, jobs)));

        assertThat(events).extracting(JobEvent::seq).containsExactly(1L, 2L, 3L);
        assertThat(await(services.journal().since(track, 0, 10))).isEqualTo(events);
    }

    @Test
    void since_position_givesWhatFollowsUpToTheLimit() {
        for (int i = 0; i < 5; i++) {
            await(append(JobEventType.UPDATED, job(track)));
        }

        assertThat(await(services.journal().since(track, 1, 2)))
                .extracting(JobEvent::seq)
                .containsExactly(2L, 3L);
        assertThat(await(services.journal().since(track, 5, 10))).isEmpty();
    }

    @Test
    void lastSequences_trackWithoutFacts_isZero() {
        assertThat(await(services.journal().lastSequences(List.of(track)))).containsEntry(track, 0L);
        assertThat(await(services.journal().lastSequences(List.of()))).isEmpty();
    }

    @Test
    void delete_forgetsTheTrackOnly() {
        TrackId other = TrackId.random();
        await(append(JobEventType.CREATED, job(track)));
        await(append(JobEventType.CREATED, job(other)));

        await(services.database().inTransaction(tx -> services.journal().delete(tx, track)));

        assertThat(await(services.journal().lastSequences(List.of(track, other))))
                .containsEntry(track, 0L)
                .containsEntry(other, 1L);
        assertThat(await(services.journal().since(track, 0, 10))).isEmpty();
    }

    private static Future<JobEvent> append(JobEventType type, Job job) {
        return services.database().inTransaction(tx -> services.journal().append(tx, type, job));
    }

    private static List<JobEvent> deliveredOf(TrackId track) {
        return delivered.stream()
                .filter(event -> event.job().track().equals(track))
                .toList();
    }

    private static Job job(TrackId track) {
        Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");
        return new Job(
                JobId.random(),
                JobKind.DOWNLOAD,
                JobState.RUNNING,
                track,
                OwnerId.LOCAL,
                12.5,
                "",
                1,
                3,
                null,
                now,
                now,
                null);
    }

    /** As hosted databases have it: the role owns our tables and may not look at the server. */
    @Test
    void roleThatMayNotAskForTheServer_hasAnEpochAllTheSame() {
        DatabaseConfig all = services.databaseConfig();
        sql("""
                do $$ begin create role hosted login password 'hosted'; exception when duplicate_object then null; end $$;
                revoke execute on function pg_control_system(), pg_control_checkpoint() from public;
                grant select on all tables in schema public to hosted""");
        Database asHosted = new Database(
                services.vertx(), new DatabaseConfig(all.uri().replace("postgres:postgres@", "hosted:hosted@"), 1));
        Journal journal = new Journal(asHosted, services.carrier());
        TrackId track = services.newTrack("song").id();

        String first = await(journal.heads(List.of(track))).epoch();
        String second = await(new Journal(asHosted, services.carrier()).heads(List.of(track)))
                .epoch();
        sql("update fact_epoch set epoch = gen_random_uuid()");

        assertThat(first).matches("[0-9a-f]{16}").isEqualTo(second);
        assertThat(await(journal.heads(List.of(track))).epoch()).isNotEqualTo(first);
        await(asHosted.close());
        sql("drop owned by hosted");
    }

    private static void sql(String statements) {
        await(services.database().pool().query(statements).execute());
    }
}
