package io.soundforge.alchemy.websocket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.websocket.engineio.CloseReason;
import io.soundforge.alchemy.websocket.engineio.EngineFormatException;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.engineio.FakeWire;
import io.soundforge.alchemy.websocket.engineio.Payload;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hostile frames: whatever comes, a session serves or ends, and never throws. */
class ProtocolFuzzTest {
    private static final int FRAMES = 200_000;
    private static final List<String> SEEDS = List.of(
            "40",
            "40{\"token\":\"x\"}",
            "40/custom,",
            "41",
            "42[\"m\",1]",
            "4212[\"m\",{\"a\":[null,true]}]",
            "452-[\"m\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
            "43[]",
            "44{\"message\":\"x\"}",
            "2probe",
            "3",
            "5",
            "6",
            "1",
            "42" + "[".repeat(2000));
    private static final String ALPHABET = "0123456789[]{}\",:-/_abcn\\ \u001e\u0000\ud83c\u00e9";

    private final Random random = new Random(20_261_121);

    @Test
    void nothingThrowsAndEverySessionEndsAtMostOnce() {
        int sessions = 0;
        int closed = 0;
        for (int frames = 0; frames < FRAMES; sessions++) {
            FakeWire wire = new FakeWire();
            EngineSession session = EngineSession.overWire("s", EngineSettings.DEFAULTS, wire, 0);
            RecordingNamespace namespace = new RecordingNamespace();
            session.listenWith(new SocketConnection(
                    session, Map.of("/", namespace), new Handshake.Origin("", ""), () -> "id", 1000));
            int length = 1 + random.nextInt(20);
            for (int i = 0; i < length; i++, frames++) {
                receive(session, wire);
            }
            session.lost(wire, CloseReason.TRANSPORT_CLOSE);
            closed += session.isClosed() ? 1 : 0;
            assertThat(namespace.departures.size()).isLessThanOrEqualTo(namespace.handshakes.size());
        }
        assertThat(closed).isEqualTo(sessions);
    }

    private void receive(EngineSession session, FakeWire wire) {
        if (random.nextInt(8) == 0) {
            byte[] bytes = new byte[random.nextInt(16)];
            random.nextBytes(bytes);
            session.received(wire, EnginePacket.message(bytes), random.nextInt(100));
            return;
        }
        String text = random.nextInt(4) == 0 ? noise() : mutated(SEEDS.get(random.nextInt(SEEDS.size())));
        try {
            for (EnginePacket packet :
                    random.nextBoolean() ? Payload.decode(text) : List.of(EnginePacket.parse(text))) {
                session.received(wire, packet, random.nextInt(100));
            }
        } catch (EngineFormatException e) {
            session.lost(wire, CloseReason.PARSE_ERROR);
        }
        session.tick(random.nextInt(30_000));
    }

    private String noise() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(30);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private String mutated(String seed) {
        StringBuilder text = new StringBuilder(seed);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            char with = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            if (random.nextBoolean() || at == text.length()) {
                text.insert(at, with);
            } else if (random.nextBoolean()) {
                text.setCharAt(at, with);
            } else {
                text.deleteCharAt(at);
            }
        }
        return text.toString();
    }
}
