package io.soundforge.alchemy.websocket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.websocket.engineio.CloseReason;
import io.soundforge.alchemy.websocket.engineio.EnginePacket;
import io.soundforge.alchemy.websocket.engineio.EngineSession;
import io.soundforge.alchemy.websocket.engineio.EngineSettings;
import io.soundforge.alchemy.websocket.engineio.FakeWire;
import io.soundforge.alchemy.websocket.socketio.SocketHandler.Departure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketConnectionTest {
    private final FakeWire wire = new FakeWire();
    private final EngineSession session = EngineSession.overWire("engine", EngineSettings.DEFAULTS, wire, 0);
    private final RecordingNamespace main = new RecordingNamespace();
    private final RecordingNamespace custom = new RecordingNamespace();

    @BeforeEach
    void connect() {
        session.listenWith(new SocketConnection(
                session,
                Map.of("/", main, "/custom", custom),
                new Handshake.Origin("127.0.0.1", ""),
                () -> "fresh",
                1000));
    }

    private void receive(String message) {
        session.received(wire, EnginePacket.message(message), 0);
    }

    private void receive(int... bytes) {
        byte[] attachment = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            attachment[i] = (byte) bytes[i];
        }
        session.received(wire, EnginePacket.message(attachment), 0);
    }

    @Test
    void joining_isAnsweredWithAnIdOfItsOwn() {
        receive("0{\"token\":\"123\"}");

        assertThat(wire.texts()).containsExactly("40{\"sid\":\"fresh\"}");
        assertThat(main.handshakes.get(0).auth()).isEqualTo(new JsonObject().put("token", "123"));
    }

    @Test
    void eachNamespace_isJoinedAndLeftOnItsOwn() {
        receive("0");
        receive("0/custom,{\"a\":1}");
        receive("1/custom,");
        receive("2[\"message\",1]");

        assertThat(wire.texts()).containsExactly("40{\"sid\":\"fresh\"}", "40/custom,{\"sid\":\"fresh\"}");
        assertThat(custom.departures).containsExactly(Departure.LEFT);
        assertThat(main.events).hasSize(1);
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    void unknownNamespace_isRefusedAndNothingElse() {
        receive("0/random");

        assertThat(wire.texts()).containsExactly("44/random,{\"message\":\"Invalid namespace\"}");
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    void anAdmission_mayComeLater_andMayBeARefusal() {
        main.answers = false;
        receive("0");
        assertThat(wire.texts()).isEmpty();

        Objects.requireNonNull(main.waiting).refuse("not authorised", new JsonObject().put("code", 7));

        assertThat(wire.texts()).containsExactly("44{\"message\":\"not authorised\",\"data\":{\"code\":7}}");
        receive("0");
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    void aClientThatIsGoneBeforeItIsAdmitted_isNotServed() {
        main.answers = false;
        receive("0");
        session.lost(wire, CloseReason.TRANSPORT_CLOSE);

        Objects.requireNonNull(main.waiting).accept(main);

        assertThat(main.departures).containsExactly(Departure.CUT_OFF);
    }

    @Test
    void oneThatComesBack_keepsItsIds() {
        main.answers = false;
        receive("0{\"pid\":\"p\",\"offset\":\"7\"}");

        Objects.requireNonNull(main.waiting).accept(main, "old", "p");

        assertThat(wire.texts()).containsExactly("40{\"sid\":\"old\",\"pid\":\"p\"}");
    }

    @Test
    void anEvent_isAcknowledgedOnce() {
        receive("0");
        receive("212[\"message\",1,\"2\",{\"3\":[true]}]");

        assertThat(wire.texts()).last().isEqualTo("4312[1,\"2\",{\"3\":[true]}]");
        receive("2[\"message\"]");
        assertThat(wire.texts()).hasSize(2);
    }

    @Test
    void attachments_comeAndGoWithTheirEvent() {
        receive("0");
        receive("52-789[\"message\",{\"_placeholder\":true,\"num\":0},{\"a\":[{\"_placeholder\":true,\"num\":1}]}]");
        receive(1, 2, 3);
        assertThat(main.events).isEmpty();
        receive(4);

        assertThat(main.events).containsExactly("message");
        assertThat(wire.texts())
                .containsExactly(
                        "40{\"sid\":\"fresh\"}",
                        "462-789[{\"_placeholder\":true,\"num\":0},{\"a\":[{\"_placeholder\":true,\"num\":1}]}]",
                        "3 bytes",
                        "1 bytes");
    }

    @Test
    void aBroadcast_isWrittenOnceForAll() {
        receive("0");
        Broadcast news = Broadcast.of("/", new JsonArray().add("news").add(7), null);

        Objects.requireNonNull(main.client).emit(news);

        assertThat(wire.texts()).last().isEqualTo("42[\"news\",7]");
        assertThat(wire.sent).last().isSameAs(news.messages().get(0));
    }

    @Test
    void dismissed_meansTold() {
        receive("0");
        Objects.requireNonNull(main.client).disconnect();
        Objects.requireNonNull(main.client).emit(new JsonArray().add("late"));

        assertThat(wire.texts()).last().isEqualTo("41");
        assertThat(main.departures).containsExactly(Departure.DISMISSED);
    }

    @Test
    void whoJoinsNothing_isLetGo() {
        assertThat(session.deadline()).isEqualTo(1000);
        session.tick(1000);
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void whoHasJoined_isNot() {
        receive("0");
        session.tick(1000);
        assertThat(session.isClosed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "2{}",
                "2[]",
                "2abc[\"m\"]",
                "2[{}]",
                "2[\"connect\"]",
                "2[\"disconnecting\"]",
                "20",
                "2[\"m\"",
                "4{\"message\":\"x\"}",
                "0",
                "0[]",
                "1{}",
                "2/unjoined,[\"m\"]",
                "51[\"m\"]",
                "5-[\"m\"]",
                "511-[\"m\"]",
                "2[\"m\"]x",
                "3{}",
                "2null",
                "9",
                "21234567890123456[\"m\"]",
                "50-[\"m\",{\"_placeholder\":true,\"num\":0}]"
            })
    void whatIsNoPacketHere_endsTheConnection(String message) {
        receive("0");
        receive(message);

        assertThat(session.isClosed()).isTrue();
        assertThat(main.departures).containsExactly(Departure.CUT_OFF);
    }

    @Test
    void bytesOutOfTurn_endTheConnection() {
        receive("0");
        receive(1);
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void textInsteadOfAnAttachment_endsTheConnection() {
        receive("0");
        receive("51-[\"m\",{\"_placeholder\":true,\"num\":0}]");
        receive("2[\"m\"]");
        assertThat(session.isClosed()).isTrue();
    }
}
