package io.soundforge.alchemy.websocket.hub;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.events.Journal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A history that the test writes, and a subscriber that remembers. */
final class HubFixtures {
    static final TrackId TRACK = TrackId.random();
    static final JobId JOB = JobId.random();

    private HubFixtures() {}

    static Job job(JobState state, double progress) {
        return new Job(
                JOB,
                JobKind.SEPARATE,
                state,
                TRACK,
                OwnerId.LOCAL,
                progress,
                "",
                1,
                3,
                null,
                Instant.EPOCH,
                null,
                null);
    }

    static JobEvent fact(long seq, JobState state, double progress) {
        return new JobEvent(JobEventType.ofTransition(state), seq, job(state, progress));
    }

    static JobEvent progress(double percent) {
        return new JobEvent(JobEventType.UPDATED, 0, job(JobState.RUNNING, percent));
    }

    /** Facts in memory; a gate can hold back the reading of snapshots. */
    static final class WrittenHistory implements TrackHistory {
        final List<JobEvent> facts = new CopyOnWriteArrayList<>();
        Future<Void> gate = Future.succeededFuture();
        Runnable afterSnapshot = () -> {};
        String epoch = "first";
        int forgotten;

        @Override
        public Future<Snapshot> snapshot(TrackId track) {
            return gate.map(open -> {
                List<Job> jobs = facts.isEmpty()
                        ? List.of()
                        : List.of(facts.get(facts.size() - 1).job());
                Snapshot snapshot = new Snapshot(new Position(epoch, facts.size()), jobs);
                afterSnapshot.run();
                return snapshot;
            });
        }

        @Override
        public Future<List<JobEvent>> since(TrackId track, long seq) {
            return Future.succeededFuture(facts.stream()
                    .skip(forgotten)
                    .filter(fact -> fact.seq() > seq)
                    .toList());
        }

        @Override
        public Future<Journal.Heads> heads(Collection<TrackId> tracks) {
            return Future.succeededFuture(new Journal.Heads(
                    epoch, tracks.stream().collect(Collectors.toMap(track -> track, track -> (long) facts.size()))));
        }

        Promise<Void> holdSnapshots() {
            Promise<Void> promise = Promise.promise();
            gate = promise.future();
            return promise;
        }
    }

    /** Writes down what it is told: {@code snapshot@2}, {@code 3:RUNNING@40.0}, {@code -:RUNNING@41.0}. */
    static class Recorder implements Subscriber {
        final List<String> heard = new ArrayList<>();

        @Override
        public void snapshot(TrackId track, Position at, List<Job> jobs) {
            heard.add("snapshot@" + at.seq());
        }

        @Override
        public void resumed(TrackId track, Position after, boolean exactly) {
            heard.add((exactly ? "exactly after " : "again, not after ") + after.seq());
        }

        @Override
        public void delta(JobEvent event) {
            String position = event.fact() ? Long.toString(event.seq()) : "-";
            heard.add(position + ":" + event.job().state() + "@" + event.job().progress());
        }
    }
}
