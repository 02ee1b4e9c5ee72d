package io.soundforge.alchemy.websocket.hub;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.events.Journal;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** {@link TrackHistory} out of the journal and the job rows. */
public final class JournalHistory implements TrackHistory {
    private static final int MOST_TRIES = 5;
    private static final int MOST_MISSED = 1000;

    private final Journal journal;
    private final JobStore jobs;

    public JournalHistory(Journal journal, JobStore jobs) {
        this.journal = journal;
        this.jobs = jobs;
    }

    @Override
    public Future<Snapshot> snapshot(TrackId track) {
        return snapshot(track, MOST_TRIES);
    }

    /**
     * The jobs and the position come from two reads; when a fact falls between them the pair may not match, so it is
     * read again. On a track that never rests the older position is given: then a delta may repeat what the jobs say.
     */
    private Future<Snapshot> snapshot(TrackId track, int triesLeft) {
        return position(track).compose(before -> jobsOf(track)
                .compose(found -> position(track).compose(after -> {
                    if (before.equals(after) || triesLeft <= 1) {
                        return Future.succeededFuture(new Snapshot(before, found));
                    }
                    return snapshot(track, triesLeft - 1);
                })));
    }

    private Future<Position> position(TrackId track) {
        return journal.heads(List.of(track))
                .map(heads -> new Position(heads.epoch(), heads.last().getOrDefault(track, 0L)));
    }

    private Future<List<Job>> jobsOf(TrackId track) {
        return jobs.ofTracks(List.of(track)).map(found -> found.getOrDefault(track, List.of()));
    }

    @Override
    public Future<List<JobEvent>> since(TrackId track, long seq) {
        return journal.since(track, seq, MOST_MISSED);
    }

    @Override
    public Future<Journal.Heads> heads(Collection<TrackId> tracks) {
        return journal.heads(tracks);
    }
}
