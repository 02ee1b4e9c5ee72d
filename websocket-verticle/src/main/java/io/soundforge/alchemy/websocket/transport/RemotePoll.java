package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineRefusal;
import io.soundforge.alchemy.websocket.engineio.Payload;
import io.soundforge.alchemy.websocket.engineio.Poll;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;

/** A GET that waits on another node. */
final class RemotePoll implements Poll {
    private final Promise<Forward.Answer> promise = Promise.promise();

    @Override
    public void answer(List<EnginePacket> packets) {
        promise.tryComplete(new Forward.Answer(200, PollingExchange.PAYLOAD, Payload.encode(packets)));
    }

    @Override
    public void refuse(EngineRefusal refusal) {
        promise.tryComplete(refused(refusal));
    }

    static Forward.Answer refused(EngineRefusal refusal) {
        return new Forward.Answer(refusal.status(), PollingExchange.REFUSAL, refusal.body());
    }

    void nothingYet() {
        promise.tryComplete(new Forward.Answer(Forward.Answer.NOTHING_YET, "", ""));
    }

    Future<Forward.Answer> answered() {
        return promise.future();
    }
}
