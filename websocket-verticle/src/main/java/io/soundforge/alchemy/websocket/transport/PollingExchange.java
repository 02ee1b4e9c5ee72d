package io.soundforge.alchemy.websocket.transport;

import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineRefusal;
import io.soundforge.alchemy.websocket.engineio.Payload;
import io.soundforge.alchemy.websocket.engineio.Poll;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** A GET and its answer. */
final class PollingExchange implements Poll {
    static final String PAYLOAD = "text/plain; charset=UTF-8";
    static final String REFUSAL = "application/json";

    private final HttpServerResponse response;

    PollingExchange(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void answer(List<EnginePacket> packets) {
        if (!response.ended() && !response.closed()) {
            response.putHeader("Content-Type", PAYLOAD)
                    .putHeader("Cache-Control", "no-store")
                    .end(Payload.encode(packets));
        }
    }

    @Override
    public void refuse(EngineRefusal refusal) {
        refuse(response, refusal);
    }

    static void refuse(HttpServerResponse response, EngineRefusal refusal) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(refusal.status())
                    .putHeader("Content-Type", REFUSAL)
                    .end(refusal.body());
        }
    }

    /** The client went away, or we are done with it. */
    boolean answered() {
        return response.ended();
    }
}
