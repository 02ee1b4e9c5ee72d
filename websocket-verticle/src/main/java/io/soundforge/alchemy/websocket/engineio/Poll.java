package io.soundforge.alchemy.websocket.engineio;

import java.util.List;

/** A GET that waits for packets. Exactly one of the calls comes, once. */
public interface Poll {
    void answer(List<EnginePacket> packets);

    void refuse(EngineRefusal refusal);
}
