package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is next, between owners and within the line of one. */
class FairnessTest {
    private static final OwnerId FLOOD = new OwnerId("a-flood");
    private static final OwnerId GUEST = new OwnerId("z-guest");
    private static final Duration LONG = Duration.ofMinutes(10);

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final TestRunner queue = new TestRunner(services);

    @AfterEach
    void leaveTheQueueEmpty() {
        execute("delete from jobs");
    }

    @Test
    void oneJobBesideTenThousandOfAnotherOwner_isNext_whenThatOneHasAny() {
        submit(FLOOD, Plans.many(10_000), 100);
        assertThat(owners(queue.claim(JobKind.ANALYZE, 3, LONG))).containsExactly(FLOOD, FLOOD, FLOOD);
        submit(GUEST, Plans.one(), 100);

        assertThat(owners(queue.claim(JobKind.ANALYZE, 1, LONG))).containsExactly(GUEST);
    }

    @Test
    void nobodyRuns_atMostOneJobOfEachOtherOwnerComesFirst() {
        List<OwnerId> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            OwnerId other = new OwnerId("flood-" + i);
            others.add(other);
            submit(other, Plans.many(50), 100);
        }
        submit(GUEST, Plans.one(), 200);

        List<OwnerId> started = owners(queue.claim(JobKind.ANALYZE, 21, LONG));

        assertThat(started).containsExactlyInAnyOrderElementsOf(with(others, GUEST));
    }

    @Test
    void slotsThatBecomeFree_areDealtInTurns() {
        submit(FLOOD, Plans.many(40), 100);
        submit(GUEST, Plans.many(40), 100);

        List<OwnerId> started = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<JobRow> claimed = queue.claim(JobKind.ANALYZE, 1, LONG);
            started.addAll(owners(claimed));
            claimed.forEach(row -> await(services.jobs().leases().complete(row.lease(), TestRunner.NOTHING)));
            claimed = queue.claim(JobKind.ANALYZE, 2, LONG);
            started.addAll(owners(claimed));
        }

        assertThat(started).hasSize(60);
        assertThat(started.stream().filter(GUEST::equals).count()).isBetween(20L, 40L);
    }

    @Test
    void waiting_makesUpForAWorsePriority() {
        JobId batch = submit(GUEST, Plans.one(), 200).get(0).id();
        execute("update jobs set line_at = line_at - interval '11 minutes'");
        JobId single = submit(GUEST, Plans.one(), 100).get(0).id();
        JobId later = submit(GUEST, Plans.one(), 200).get(0).id();

        assertThat(queue.claimOne(JobKind.ANALYZE).job().id()).isEqualTo(batch);
        assertThat(queue.claimOne(JobKind.ANALYZE).job().id()).isEqualTo(single);
        assertThat(queue.claimOne(JobKind.ANALYZE).job().id()).isEqualTo(later);
    }

    @Test
    void jobsThatMustWait_doNotHideTheOthersOfTheirOwner() {
        submit(GUEST, Plans.many(300), 100);
        execute("update jobs set run_at = now() + interval '1 hour'");
        JobId due = submit(GUEST, Plans.one(), 200).get(0).id();

        assertThat(queue.claim(JobKind.ANALYZE, 5, LONG))
                .singleElement()
                .satisfies(row -> assertThat(row.job().id()).isEqualTo(due));
    }

    @Test
    void mostPerOwner_holdsWhenManyNodesClaimAtOnce() {
        submit(FLOOD, Plans.many(60), 100);
        submit(GUEST, Plans.many(60), 100);
        List<Future<List<JobRow>>> claims = new ArrayList<>();
        for (int node = 0; node < 6; node++) {
            claims.add(services.jobs().leases().claims().claim(JobKind.ANALYZE, "node-" + node, 4, LONG, 3));
        }

        List<OwnerId> started =
                claims.stream().flatMap(claim -> owners(await(claim)).stream()).toList();

        assertThat(started).hasSize(6);
        assertThat(started.stream().filter(GUEST::equals)).hasSize(3);
    }

    @Test
    void claim_readsTheIndexOfLines_notTheTable() {
        submit(FLOOD, Plans.many(5_000), 100);
        submit(GUEST, Plans.many(500), 100);
        execute("update jobs set state = 'completed', finished_at = now() where number % 2 = 0");
        execute("analyze jobs");

        String plan = await(services.database()
                .pool()
                .preparedQuery("explain " + ClaimSql.CLAIM)
                .execute(Tuple.of("analyze", 4, "node", 1000L, Integer.MAX_VALUE))
                .map(rows -> rows.stream().map(row -> row.getString(0)).collect(Collectors.joining("\n"))));

        assertThat(plan).contains("jobs_line").doesNotContain("Seq Scan on jobs");
    }

    private List<Job> submit(OwnerId owner, JobPlan plan, int priority) {
        TrackId track = TrackId.random();
        Submission submission = new Submission(owner, UUID.randomUUID(), priority);
        await(services.database()
                .inTransaction(tx -> services.jobs().submitAll(tx, submission, List.of(new TrackPlan(track, plan)))));
        return queue.jobsOf(track);
    }

    private static List<OwnerId> owners(List<JobRow> rows) {
        return rows.stream().map(row -> row.job().owner()).toList();
    }

    private static List<OwnerId> with(List<OwnerId> others, OwnerId one) {
        List<OwnerId> all = new ArrayList<>(others);
        all.add(one);
        return all;
    }

    private static void execute(String sql) {
        await(services.database().pool().query(sql).execute());
    }
}
