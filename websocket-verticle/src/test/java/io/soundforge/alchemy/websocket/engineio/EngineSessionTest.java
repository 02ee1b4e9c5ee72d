package io.soundforge.alchemy.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EngineSessionTest {
    private static final EngineSettings SETTINGS = new EngineSettings(300, 200, 1000, 100, 1000);
    private static final EnginePacket PROBE = EnginePacket.parse("2probe");
    private static final EnginePacket UPGRADE = EnginePacket.parse("5");

    private final Heard heard = new Heard();
    private final FakeWire wire = new FakeWire();

    private EngineSession polling() {
        EngineSession session = EngineSession.polling("sid", SETTINGS, 0);
        session.listenWith(heard);
        FakePoll handshake = new FakePoll();
        session.poll(handshake);
        assertThat(handshake.answer)
                .isEqualTo("0{\"sid\":\"sid\",\"upgrades\":[\"websocket\"],\"pingInterval\":300,\"pingTimeout\":200,"
                        + "\"maxPayload\":100}");
        return session;
    }

    private EngineSession overWire() {
        EngineSession session = EngineSession.overWire("sid", SETTINGS, wire, 0);
        session.listenWith(heard);
        assertThat(wire.sent.get(0).text()).startsWith("0{\"sid\":\"sid\",\"upgrades\":[],");
        return session;
    }

    private static FakePoll poll(EngineSession session) {
        FakePoll poll = new FakePoll();
        session.poll(poll);
        return poll;
    }

    private static void post(EngineSession session, String body) {
        assertThat(session.beginPost()).isTrue();
        session.endPost(Payload.decode(body), 0);
    }

    @Test
    void messages_comeAndGoInOrder() {
        EngineSession session = polling();
        post(session, "4one\u001e4two\u001ebAQID");

        session.send(EnginePacket.message("a"));
        session.send(EnginePacket.message(new byte[] {1, 2, 3}));

        assertThat(heard.messages).containsExactly("4one", "4two", "3 bytes");
        assertThat(poll(session).answer).isEqualTo("4a\u001ebAQID");
    }

    @Test
    void aWaitingGet_isAnsweredByTheNextMessage() {
        EngineSession session = polling();
        FakePoll poll = poll(session);

        assertThat(poll.waits()).isTrue();
        session.send(EnginePacket.message("now"));

        assertThat(poll.answer).isEqualTo("4now");
    }

    @Test
    void whatDoesNotFitAPayload_waitsForTheNextGet() {
        EngineSession session = polling();
        session.send(EnginePacket.message("a".repeat(60)));
        session.send(EnginePacket.message("b".repeat(60)));

        assertThat(poll(session).answer).isEqualTo("4" + "a".repeat(60));
        assertThat(poll(session).answer).isEqualTo("4" + "b".repeat(60));
    }

    @Test
    void aMessageBeyondThePayload_goesAlone() {
        EngineSession session = polling();
        session.send(EnginePacket.message("a".repeat(500)));

        assertThat(poll(session).answer).hasSize(501);
    }

    @Test
    void secondGet_endsTheSession() {
        EngineSession session = polling();
        FakePoll first = poll(session);
        FakePoll second = poll(session);

        assertThat(first.answer).isEqualTo("1");
        assertThat(second.refusal).isEqualTo(EngineRefusal.BAD_REQUEST);
        assertThat(heard.reason).isEqualTo(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void abortedGet_endsTheSession_anAnsweredOneDoesNot() {
        EngineSession session = polling();
        FakePoll answered = poll(session);
        session.send(EnginePacket.message("x"));
        session.pollAborted(answered);
        assertThat(session.isClosed()).isFalse();

        session.pollAborted(poll(session));
        assertThat(heard.reason).isEqualTo(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void twoPostsAtOnce_endTheSession() {
        EngineSession session = polling();

        assertThat(session.beginPost()).isTrue();
        assertThat(session.beginPost()).isFalse();

        assertThat(heard.reason).isEqualTo(CloseReason.TRANSPORT_ERROR);
    }

    @Test
    void aBodyThatIsNoPayload_endsTheSession() {
        EngineSession session = polling();
        session.beginPost();
        session.endPost(null, 0);

        assertThat(heard.reason).isEqualTo(CloseReason.PARSE_ERROR);
    }

    @Test
    void aClosePacket_sendsTheWaitingGetAway() {
        EngineSession session = polling();
        FakePoll poll = poll(session);

        post(session, "1");

        assertThat(poll.answer).isEqualTo("6");
        assertThat(heard.reason).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    }

    @Test
    void packetsThatOnlyAServerSends_endTheSession() {
        for (String packet : List.of("0", "2", "5")) {
            Heard listener = new Heard();
            EngineSession session = EngineSession.overWire("sid", SETTINGS, wire, 0);
            session.listenWith(listener);
            session.received(wire, EnginePacket.parse(packet), 0);

            assertThat(listener.reason).as(packet).isEqualTo(CloseReason.PARSE_ERROR);
        }
    }

    @Test
    void nothingIsHeard_afterTheEnd() {
        EngineSession session = polling();
        post(session, "1\u001e4late");
        session.send(EnginePacket.message("later"));

        assertThat(heard.messages).isEmpty();
        assertThat(session.deadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void pings_areCountedFromThePong() {
        EngineSession session = overWire();
        assertThat(session.deadline()).isEqualTo(300);
        session.tick(299);
        assertThat(wire.texts()).isEmpty();

        session.tick(300);
        assertThat(wire.texts()).containsExactly("2");
        assertThat(session.deadline()).isEqualTo(500);

        session.received(wire, EnginePacket.parse("3"), 450);
        assertThat(session.deadline()).isEqualTo(750);
    }

    @Test
    void aClientThatDoesNotAnswer_isGivenUp() {
        EngineSession session = overWire();
        session.tick(300);
        session.tick(499);
        assertThat(session.isClosed()).isFalse();

        session.tick(500);

        assertThat(heard.reason).isEqualTo(CloseReason.PING_TIMEOUT);
        assertThat(wire.closed).isTrue();
    }

    @Test
    void upgrade_losesNothingAndKeepsOrder() {
        EngineSession session = polling();
        FakePoll poll = poll(session);
        assertThat(session.probe(wire, 0)).isTrue();
        session.received(wire, PROBE, 0);
        assertThat(wire.texts()).containsExactly("3probe");
        session.tick(100);
        assertThat(poll.answer).isEqualTo("6");

        session.send(EnginePacket.message("a"));
        session.send(EnginePacket.message("b"));
        session.received(wire, UPGRADE, 120);
        session.send(EnginePacket.message("c"));

        assertThat(wire.texts()).containsExactly("3probe", "4a", "4b", "4c");
        assertThat(poll(session).refusal).isEqualTo(EngineRefusal.BAD_REQUEST);
        assertThat(session.beginPost()).isFalse();
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    void whileAnUpgradeIsUnderWay_aGetStillBringsMessages() {
        EngineSession session = polling();
        session.probe(wire, 0);
        session.received(wire, PROBE, 0);
        FakePoll poll = poll(session);

        session.send(EnginePacket.message("a"));

        assertThat(poll.answer).isEqualTo("4a");
    }

    @Test
    void aSecondWebSocket_isNotTaken() {
        EngineSession session = polling();
        session.probe(wire, 0);
        assertThat(session.probe(new FakeWire(), 0)).isFalse();
        session.received(wire, PROBE, 0);
        session.received(wire, UPGRADE, 0);
        assertThat(session.probe(new FakeWire(), 0)).isFalse();

        session.send(EnginePacket.message("still"));
        assertThat(wire.texts()).contains("4still");
    }

    @Test
    void anUpgradeWithoutProbeOrInTime_costsOnlyTheWebSocket() {
        EngineSession session = polling();
        session.probe(wire, 0);
        session.received(wire, UPGRADE, 0);
        assertThat(wire.closed).isTrue();

        FakeWire late = new FakeWire();
        session.probe(late, 0);
        session.tick(200);
        assertThat(session.deadline()).isEqualTo(300);
        session.tick(300);
        post(session, "3");
        assertThat(late.closed).isFalse();
        for (long now = 300; now <= 1000; now += 100) {
            session.tick(now);
            post(session, "3");
        }
        assertThat(late.closed).isTrue();
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    void aSlowReader_getsTheLatestOfEachTopicAndEveryFact() {
        EngineSession session = overWire();
        wire.full = true;
        session.send(EnginePacket.message("10%"), "job");
        session.send(EnginePacket.message("fact"));
        session.send(EnginePacket.message("20%"), "job");
        session.send(EnginePacket.message("30%"), "job");
        session.send(EnginePacket.message("done"));

        wire.full = false;
        session.drained();

        assertThat(wire.texts()).containsExactly("4fact", "430%", "4done");
    }

    @Test
    void aReaderThatTakesNothing_isLetGo() {
        EngineSession session = overWire();
        wire.full = true;
        for (int i = 0; i < 1000 && !session.isClosed(); i++) {
            session.send(EnginePacket.message("x".repeat(99)));
        }

        assertThat(heard.reason).isEqualTo(CloseReason.TOO_SLOW);
        assertThat(wire.closed).isTrue();
    }

    @Test
    void aBrokenWebSocket_endsTheSession_aBrokenCandidateDoesNot() {
        EngineSession session = polling();
        session.probe(wire, 0);
        session.lost(wire, CloseReason.TRANSPORT_CLOSE);
        assertThat(session.isClosed()).isFalse();

        EngineSession other = EngineSession.overWire("other", SETTINGS, wire, 0);
        other.listenWith(heard);
        other.lost(wire, CloseReason.TRANSPORT_CLOSE);
        assertThat(heard.reason).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    }
}
