package io.soundforge.alchemy.bench.chaos.scenario;

import io.soundforge.alchemy.bench.chaos.Arena;
import io.soundforge.alchemy.bench.chaos.Report;
import io.soundforge.alchemy.bench.chaos.Scenario;
import io.soundforge.alchemy.bench.chaos.Sizes;
import io.soundforge.alchemy.bench.chaos.worker.Deed;
import io.soundforge.alchemy.bench.chaos.worker.Deed.Fate;
import io.soundforge.alchemy.bench.chaos.worker.WorkerProcess;
import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.websocket.hub.JournalHistory;
import io.soundforge.alchemy.websocket.hub.LiveHub;
import io.soundforge.alchemy.websocket.hub.Position;
import io.soundforge.alchemy.websocket.hub.Subscriber;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

/** Workers die between the commit and the telling: whoever follows the track hears each fact once and in order. */
public final class Untold implements Scenario {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long CHECK_MILLIS = 500;

    @Override
    public String name() {
        return "untold";
    }

    @Override
    public void play(Arena arena, Sizes sizes, Report report) {
        LiveHub hub =
                new LiveHub(arena.vertx().getOrCreateContext(), new JournalHistory(arena.journal(), arena.jobs()));
        arena.await(arena.carrier().subscribe(hub::accept));
        long timer = arena.vertx().setPeriodic(CHECK_MILLIS, check -> hub.checkPositions());
        Follower follower = new Follower();
        for (int i = 0; i < sizes.kills(); i++) {
            Job job = arena.submit(Deed.lasting(40).ending(Fate.UNTOLD));
            arena.await(hub.subscribe(job.track(), follower));
            WorkerProcess worker = arena.worker("worker-" + i, 1);
            arena.until(SOON, () -> !worker.alive());
        }
        boolean told = arena.until(SOON, () -> follower.lastOf().values().stream()
                .allMatch(last -> last.job().state().terminal()));
        arena.vertx().cancelTimer(timer);
        report.promise(told, "the end of each job is told after all, but some were not");
        report.promise(follower.tracks() == sizes.kills(), "every track is followed, but " + follower.tracks());
        follower.seen.forEach((track, events) -> {
            List<Long> numbers =
                    events.stream().filter(JobEvent::fact).map(JobEvent::seq).toList();
            long start = follower.starts.getOrDefault(track, 0L);
            long last = arena.ledger()
                    .number("select last_seq from fact_positions where track_id = $1", Tuple.of(track.value()));
            report.promise(
                    numbers.equals(
                            LongStream.rangeClosed(start + 1, last).boxed().toList()),
                    "facts " + (start + 1) + " to " + last + " are told once and in order, but " + numbers + " were");
        });
        report.note(sizes.kills() + " processes died before they could tell");
    }

    private static final class Follower implements Subscriber {
        private final Map<TrackId, Long> starts = new ConcurrentHashMap<>();
        private final Map<TrackId, List<JobEvent>> seen = new ConcurrentHashMap<>();

        @Override
        public void snapshot(TrackId track, Position at, List<Job> jobs) {
            starts.put(track, at.seq());
            seen.computeIfAbsent(track, first -> new CopyOnWriteArrayList<>());
        }

        @Override
        public void delta(JobEvent event) {
            seen.computeIfAbsent(event.job().track(), first -> new CopyOnWriteArrayList<>())
                    .add(event);
        }

        int tracks() {
            return seen.size();
        }

        /** The last fact about each track that has one. */
        Map<TrackId, JobEvent> lastOf() {
            Map<TrackId, JobEvent> last = new ConcurrentHashMap<>();
            seen.forEach((track, events) -> events.stream()
                    .filter(JobEvent::fact)
                    .reduce((before, after) -> after)
                    .ifPresent(fact -> last.put(track, fact)));
            return last;
        }
    }
}
