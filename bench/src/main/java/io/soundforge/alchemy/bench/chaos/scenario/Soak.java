package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.contracts.job.Job;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How soon a job is claimed, without history and behind very many jobs that ended long ago. */
public final class Soak implements Scenario {
    private static final int SAMPLES = 400;
    private static final int CHUNK = 50_000;
    private static final double FLAT = 3;
    private static final double NOISE_MILLIS = 50;

    private static final String FINISHED = """
            insert into jobs (id, kind, state, owner, track_id, plan_id, waits_for, args, max_attempts, attempt,
                lease_token, started_at, finished_at)
            select gen_random_uuid(), 'resolve', 'completed', 'past', gen_random_uuid(), gen_random_uuid(), 0,
                '{"url": "chaos:0,0,SUCCESS,false,false"}', 4, 1, 1, now(), now()
            from generate_series(1, $1::int)""";

    private static final String WAITED = """
            select (1000 * extract(epoch from started_at - run_at))::bigint from jobs where id = $1""";

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        arena.workers(1, 1, Arena.LEASE);
        double empty = percentile99(arena, sizes);
        for (int left = sizes.finished(); left > 0; left -= CHUNK) {
            arena.ledger().change(FINISHED, Tuple.of(Math.min(left, CHUNK)));
        }
        double full = percentile99(arena, sizes);
        report.promise(
                full <= FLAT * empty + NOISE_MILLIS,
                "claims stay as fast, but the 99th percentile went from " + empty + " to " + full + " ms");
        report.note(String.format(
                Locale.ROOT,
                "99th percentile from submit to claim, polled every 100 ms: %.0f ms, behind %d finished jobs %.0f ms",
                empty,
                sizes.finished(),
                full));
    }

    private static boolean ended(Arena arena, Job job) {
        return arena.await(arena.jobs().find(job.id())).orElseThrow().state().terminal();
    }

    private static double percentile99(Arena arena, Sizes sizes) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            Job job = arena.submit(Deed.nothing());
            arena.until(sizes.patience(), () -> ended(arena, job));
            waits.add(arena.ledger().number(WAITED, Tuple.of(job.id().value())));
        }
        waits.sort(null);
        return waits.get(SAMPLES * 99 / 100);
    }
}
