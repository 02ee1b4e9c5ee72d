package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each piece of news once, however many clients it goes to: the hub tells them one after the other. */
final class Newsroom {
    private static final Logger log = LoggerFactory.getLogger(Newsroom.class);

    private final TrackGate gate;
    private @Nullable Edition last;

    /** The news of one event under one name. */
    private record Edition(JobEvent event, ClientView view, Future<List<News>> news) {
        boolean is(JobEvent other, ClientView otherView) {
            return event.equals(other) && view.equals(otherView);
        }
    }

    Newsroom(TrackGate gate) {
        this.gate = gate;
    }

    Future<List<News>> news(JobEvent event, ClientView view) {
        Edition known = last;
        if (known != null && known.is(event, view)) {
            return known.news();
        }
        Future<List<News>> news = stems(event).map(stems -> OldEvents.of(event, view, stems));
        last = new Edition(event, view, news);
        return news;
    }

    /** Without their names clients still learn that the stems are there, and ask for them. */
    private Future<List<String>> stems(JobEvent event) {
        if (event.job().kind() != JobKind.SEPARATE || event.type() != JobEventType.COMPLETED) {
            return Future.succeededFuture(List.of());
        }
        return gate.stems(event.job())
                .onFailure(error -> log.warn("the names of stems could not be read", error))
                .otherwise(List.of());
    }
}
