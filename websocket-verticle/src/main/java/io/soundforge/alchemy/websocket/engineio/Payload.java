package io.soundforge.alchemy.websocket.engineio;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Several packets in one HTTP body, one after the other with a record separator (U+001E) between them. */
public final class Payload {
    private static final char SEPARATOR = '\u001e';

    private Payload() {}

    public static String encode(List<EnginePacket> packets) {
        StringBuilder body = new StringBuilder();
        for (EnginePacket packet : packets) {
            if (body.length() > 0) {
                body.append(SEPARATOR);
            }
            body.append(packet.inPayload());
        }
        return body.toString();
    }

    /**
     * Reads a body.
     *
     * @return one packet or more
     * @throws EngineFormatException at the first piece that is no packet
     */
    public static List<EnginePacket> decode(String body) {
        List<EnginePacket> packets = new ArrayList<>();
        int from = 0;
        for (int to = body.indexOf(SEPARATOR); to >= 0; to = body.indexOf(SEPARATOR, from)) {
            packets.add(packet(body.substring(from, to)));
            from = to + 1;
        }
        packets.add(packet(body.substring(from)));
        return packets;
    }

    private static EnginePacket packet(String text) {
        return text.startsWith("b") ? EnginePacket.message(bytes(text.substring(1))) : EnginePacket.parse(text);
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new EngineFormatException("expected base64 after the letter b", e);
        }
    }
}
