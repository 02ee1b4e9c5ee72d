package io.soundforge.alchemy.websocket.plain;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.websocket.frames.ServerFrame;
import io.soundforge.alchemy.websocket.hub.Position;
import io.soundforge.alchemy.websocket.queue.Outflow;
import io.soundforge.alchemy.websocket.tracks.Followed;
import java.util.List;

/** One client on the plain WebSocket and one track, under the name that the client has for it. */
record PlainFollowing(Outflow out, Editions editions, TrackId track, String name) implements Followed {
    @Override
    public void resumed(TrackId id, Position after, boolean exactly) {
        out.send(ServerFrame.resumed(name, after, exactly).text(), null);
    }

    @Override
    public void snapshot(TrackId id, Position at, List<Job> jobs) {
        out.send(ServerFrame.snapshot(name, at, jobs).text(), null);
    }

    @Override
    public void delta(JobEvent event) {
        out.send(editions.text(name, event), event.fact() ? null : event.job().id());
    }
}
