package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineRefusal;
import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.transport.LiveSessions.Served;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** What other nodes have received for sessions that live here. */
record FromElsewhere(Vertx vertx, EngineSettings settings, LiveSessions sessions) {
    Future<Forward.Answer> answer(Forward request) {
        Served served = sessions.find(request.sid());
        if (served == null) {
            return Future.succeededFuture(RemotePoll.refused(EngineRefusal.UNKNOWN_SESSION));
        }
        return switch (request.verb()) {
            case POLL -> poll(served);
            case POST -> post(served, request.body());
            case ABORT -> {
                sessions.drive(served, served.session()::pollAborted);
                yield Future.succeededFuture(new Forward.Answer(200, PollingExchange.PAYLOAD, ""));
            }
        };
    }

    private Future<Forward.Answer> poll(Served served) {
        RemotePoll poll = new RemotePoll();
        sessions.drive(served, () -> served.session().poll(poll));
        long limit = vertx.setTimer(Relay.WAIT_MILLIS, tick -> {
            served.session().withdraw(poll);
            poll.nothingYet();
        });
        return poll.answered().onComplete(answer -> vertx.cancelTimer(limit));
    }

    private Future<Forward.Answer> post(Served served, String body) {
        List<EnginePacket> packets = null;
        if (body.length() <= settings.maxPayload() && served.session().beginPost()) {
            packets = PostBody.decoded(body);
            List<EnginePacket> read = packets;
            sessions.drive(served, () -> served.session().endPost(read, SessionTimers.now()));
        }
        return Future.succeededFuture(
                packets == null
                        ? RemotePoll.refused(EngineRefusal.BAD_REQUEST)
                        : new Forward.Answer(200, PostBody.OK_TYPE, PostBody.OK));
    }
}
