package io.soundforge.alchemy.websocket.sse;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.websocket.frames.ServerFrame;
import io.soundforge.alchemy.websocket.hub.Subscriber;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * One client's stream. It is bounded: while the client does not read, progress is left out, and with a fact that does
 * not fit the stream ends; the client comes back with its last position and misses nothing.
 */
final class EventStream implements Subscriber {
    private static final int QUEUE_BYTES = 1 << 18;
    /** Below the idle timeouts of proxies. */
    private static final long KEEP_ALIVE_MILLIS = 15_000;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private long keepAlive = -1;

    EventStream(Vertx vertx, HttpServerResponse response) {
        this.vertx = vertx;
        this.response = response;
    }

    void begin() {
        response.setChunked(true)
                .setWriteQueueMaxSize(QUEUE_BYTES)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        response.write("retry: 2000\n\n");
        keepAlive = vertx.setPeriodic(KEEP_ALIVE_MILLIS, tick -> write(":\n\n", true));
    }

    void close() {
        vertx.cancelTimer(keepAlive);
    }

    void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    @Override
    public void snapshot(TrackId track, long seq, List<Job> jobs) {
        tell(ServerFrame.snapshot(track, seq, jobs), false);
    }

    @Override
    public void delta(JobEvent event) {
        tell(ServerFrame.delta(event), !event.fact());
    }

    private void tell(ServerFrame frame, boolean mayBeLeftOut) {
        String id = frame.seq() == null ? "" : "id: " + frame.seq() + "\n";
        write("event: " + frame.event() + "\n" + id + "data: " + frame.dataText() + "\n\n", mayBeLeftOut);
    }

    private void write(String text, boolean mayBeLeftOut) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (!response.writeQueueFull()) {
            response.write(text);
        } else if (!mayBeLeftOut) {
            response.end();
        }
    }
}
