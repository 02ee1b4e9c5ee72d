package io.soundforge.alchemy.websocket.sse;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.websocket.frames.ServerFrame;
import io.soundforge.alchemy.websocket.hub.LiveHub;
import io.soundforge.alchemy.websocket.hub.Position;
import io.soundforge.alchemy.websocket.hub.Subscriber;
import io.soundforge.alchemy.websocket.queue.Outflow;
import io.soundforge.alchemy.websocket.transport.LastWord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream. What waits for it is bounded: newer progress takes the place of older, and with a fact that does
 * not fit the stream ends; the client comes back with its last position and misses nothing. Everything but the traffic
 * itself happens on the hub's context.
 */
final class EventStream implements Subscriber, Outflow.Pipe {
    private static final int QUEUE_MESSAGES = 4096;
    private static final int SOCKET_BYTES = 1 << 16;
    /** Below the idle timeouts of proxies. */
    private static final long KEEP_ALIVE_MILLIS = 15_000;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final LiveHub hub;
    private final String name;
    private final Outflow out;
    private String epoch = "";
    private long keepAlive = -1;

    /** @param name what the client calls the track */
    EventStream(Vertx vertx, HttpServerRequest request, LiveHub hub, String name, int queueBytes) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.hub = hub;
        this.name = name;
        this.out = new Outflow(this, queueBytes, QUEUE_MESSAGES);
    }

    void begin() {
        response.setChunked(true)
                .setWriteQueueMaxSize(SOCKET_BYTES)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        response.write("retry: 2000\n\n");
        response.drainHandler(more -> hub.run(out::drained));
        keepAlive = vertx.setPeriodic(KEEP_ALIVE_MILLIS, tick -> hub.run(() -> out.send(":\n\n", this)));
    }

    void close() {
        vertx.cancelTimer(keepAlive);
    }

    void end() {
        if (!response.ended() && !response.closed()) {
            Future<Void> taken = response.end();
            LastWord.on(request, taken::isComplete);
        }
    }

    @Override
    public void resumed(TrackId track, Position after, boolean exactly) {
        epoch = after.epoch();
    }

    @Override
    public void snapshot(TrackId track, Position at, List<Job> jobs) {
        epoch = at.epoch();
        tell(ServerFrame.snapshot(name, at, jobs), null);
    }

    @Override
    public void delta(JobEvent event) {
        tell(ServerFrame.delta(name, event), event.fact() ? null : event.job().id());
    }

    private void tell(ServerFrame frame, @Nullable Object topic) {
        String id = frame.seq() == null ? "" : "id: " + epoch + "-" + frame.seq() + "\n";
        out.send("event: " + frame.event() + "\n" + id + "data: " + frame.dataText() + "\n\n", topic);
    }

    @Override
    public boolean full() {
        return !response.ended() && !response.closed() && response.writeQueueFull();
    }

    @Override
    public void write(String text) {
        if (!response.ended() && !response.closed()) {
            response.write(text);
        }
    }

    @Override
    public void tooSlow() {
        end();
    }
}
