package io.soundforge.alchemy.websocket.engineio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers its one answer. */
final class FakePoll implements Poll {
    @Nullable String answer;

    @Nullable EngineRefusal refusal;

    @Override
    public void answer(List<EnginePacket> packets) {
        requireFirst();
        answer = Payload.encode(packets);
    }

    @Override
    public void refuse(EngineRefusal reason) {
        requireFirst();
        refusal = reason;
    }

    boolean waits() {
        return answer == null && refusal == null;
    }

    private void requireFirst() {
        if (!waits()) {
            throw new IllegalStateException("a GET is answered once");
        }
    }
}
