package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.soundforge.alchemy.websocket.frames.ServerFrame;
import io.soundforge.alchemy.websocket.hub.Position;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One client and one track that it follows. */
final class Following implements Followed {
    private final TrackSocket socket;
    private final Newsroom newsroom;
    private final TrackId track;
    private final ClientView view;
    private Future<Void> told = Future.succeededFuture();
    private Position position = new Position("", 0);

    /** @param name what the client calls the track */
    Following(TrackSocket socket, Newsroom newsroom, Track track, String name) {
        this.socket = socket;
        this.newsroom = newsroom;
        this.track = track.id();
        this.view = new ClientView(name);
    }

    @Override
    public TrackId track() {
        return track;
    }

    /** The last fact that the client has been sent. */
    Position position() {
        return position;
    }

    @Override
    public void resumed(TrackId id, Position after, boolean exactly) {
        position = after;
    }

    @Override
    public void snapshot(TrackId id, Position at, List<Job> jobs) {
        told = told.map(before -> {
            show(at, jobs);
            return null;
        });
        latest(jobs).forEach(job -> tell(new JobEvent(typeOf(job), at.seq(), job)));
    }

    private void show(Position at, List<Job> jobs) {
        position = at;
        JsonObject where = new JsonObject(
                        ServerFrame.snapshot(view.trackId(), at, jobs).text())
                .getJsonObject("data")
                .put("seq", at.seq());
        socket.tell(new News("track:snapshot", where, null), at.epoch());
    }

    @Override
    public void delta(JobEvent event) {
        tell(event);
    }

    /** One after the other: what needs a look into the catalog must not be overtaken. */
    private void tell(JobEvent event) {
        Future<List<News>> news = newsroom.news(event, view);
        if (news.succeeded() && told.succeeded()) {
            send(event, news.result());
            return;
        }
        told = told.compose(before -> news).map(events -> {
            send(event, events);
            return null;
        });
    }

    /** The position counts as reached with the last event that tells of it, so that none of them can be missed. */
    private void send(JobEvent event, List<News> events) {
        for (int i = 0; i < events.size(); i++) {
            boolean moves = i == events.size() - 1 && event.fact();
            if (moves) {
                position = new Position(position.epoch(), Math.max(position.seq(), event.seq()));
            }
            socket.tell(events.get(i), moves ? position.epoch() : null);
        }
    }

    private static Iterable<Job> latest(List<Job> oldestFirst) {
        Map<JobKind, Job> latest = new LinkedHashMap<>();
        oldestFirst.forEach(job -> latest.put(job.kind(), job));
        return latest.values();
    }

    private static JobEventType typeOf(Job job) {
        return job.state() == JobState.QUEUED && job.attempt() == 0
                ? JobEventType.CREATED
                : JobEventType.ofTransition(job.state());
    }
}
