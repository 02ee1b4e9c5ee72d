package io.soundforge.alchemy.platform.bus;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.bus.Request;
import io.soundforge.alchemy.contracts.bus.Topic;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.CancelRequested;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.media.ProbeUpload;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BusTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Request<ProbeUpload, ListModels.Answer> QUESTION =
            Request.of("test.question", ProbeUpload.class, ListModels.Answer.class);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);

    static List<Record> samples() {
        return Samples.all();
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void ask_answered_givesTheAnswer() {
        ModelInfo model = new ModelInfo("m", "M", "", List.of("vocals"), true, true, false, "");
        await(bus.answer(ListModels.LIST_MODELS, q -> Future.succeededFuture(new ListModels.Answer(List.of(model)))));

        assertThat(await(bus.ask(ListModels.LIST_MODELS, new ListModels(), SOON))
                        .models())
                .containsExactly(model);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void ask_refused_failsWithTheSameCodeAndMessage(ErrorCode code) {
        await(bus.answer(QUESTION, q -> Future.failedFuture(new AlchemyException(code, "because of " + q.key()))));

        assertFails(bus.ask(QUESTION, new ProbeUpload("k"), SOON), code, "because of k");
    }

    @Test
    void ask_refusedForAWhile_saysForHowLong() {
        await(bus.answer(
                QUESTION,
                q -> Future.failedFuture(
                        new AlchemyException(ErrorCode.RATE_LIMITED, "later", Duration.ofMillis(33_500)))));

        Future<?> asked = bus.ask(QUESTION, new ProbeUpload("k"), SOON);

        assertFails(asked, ErrorCode.RATE_LIMITED, "later");
        assertThat(AlchemyException.retryAfterOf(asked.cause())).contains(Duration.ofMillis(33_500));
    }

    @Test
    void ask_handlerThrows_isInternalWithoutItsText() {
        await(bus.answer(QUESTION, q -> {
            throw new IllegalStateException("/etc/secret");
        }));

        assertFails(bus.ask(QUESTION, new ProbeUpload("k"), SOON), ErrorCode.INTERNAL, ErrorCode.INTERNAL.sentence());
    }

    @Test
    void ask_forARequest_tellsItsId_andNobodyElses() {
        List<String> heard = new CopyOnWriteArrayList<>();
        await(bus.answer(QUESTION, q -> vertx.timer(1, TimeUnit.MILLISECONDS).map(later -> {
            heard.add(q.key() + " for "
                    + RequestFacts.current().map(RequestFacts::id).orElse("nobody"));
            return new ListModels.Answer(List.of());
        })));
        ContextInternal request = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
        Promise<ListModels.Answer> answered = Promise.promise();
        request.runOnContext(go -> {
            RequestFacts.join("id-7");
            bus.ask(QUESTION, new ProbeUpload("a"), SOON).onComplete(answered);
        });
        await(answered.future());
        await(bus.ask(QUESTION, new ProbeUpload("b"), SOON));

        assertThat(heard).containsExactly("a for id-7", "b for nobody");
    }

    @Test
    void ask_nobodyThere_isUnavailable() {
        assertFails(
                bus.ask(QUESTION, new ProbeUpload("k"), SOON),
                ErrorCode.UNAVAILABLE,
                "Nobody answers test.question now.");
    }

    @Test
    void ask_noAnswerInTime_isTimeout() {
        Promise<ListModels.Answer> never = Promise.promise();
        await(bus.answer(QUESTION, q -> never.future()));

        assertFails(
                bus.ask(QUESTION, new ProbeUpload("k"), Duration.ofMillis(30)),
                ErrorCode.TIMEOUT,
                "No answer from test.question in time.");
    }

    @Test
    void publish_everyListenerHears_alsoAfterOneThrew() {
        Topic<CancelRequested> topic = CancelRequested.CANCEL_REQUESTED;
        List<CancelRequested> heard = new CopyOnWriteArrayList<>();
        await(bus.listen(topic, event -> {
            heard.add(event);
            throw new IllegalStateException("deliberately");
        }));
        await(new Bus(vertx).listen(topic, heard::add));
        CancelRequested event = new CancelRequested(JobId.random());

        bus.publish(topic, event);
        bus.publish(topic, event);

        eventually().untilAsserted(() -> assertThat(heard).containsExactly(event, event, event, event));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void codec_betweenNodes_givesAnEqualRecord(Record record) {
        RecordCodec codec = new RecordCodec();
        Buffer wire = Buffer.buffer("before");

        codec.encodeToWire(wire, record);
        Object received = codec.decodeFromWire("before".length(), wire);

        assertThat(received)
                .isInstanceOfSatisfying(WireRecord.class, foreign -> assertThat(foreign.as(record.getClass()))
                        .isEqualTo(record));
    }

    @Test
    void codec_typeName_isStable() {
        assertThat(RecordCodec.nameOf(CancelRequested.class)).isEqualTo("job.CancelRequested");
        assertThat(RecordCodec.nameOf(ListModels.Answer.class)).isEqualTo("model.ListModels$Answer");
    }

    @Test
    void codec_otherTypeThanExpected_isRefused() {
        WireRecord foreign = new WireRecord("job.CancelRequested", "{}");

        assertThatThrownBy(() -> foreign.as(ListModels.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a message of type model.ListModels, got job.CancelRequested");
    }

    @Test
    void codec_newerForm_isRefused() {
        Buffer wire = Buffer.buffer();
        new RecordCodec().encodeToWire(wire, new ListModels());
        wire.setByte(0, (byte) 2);

        assertThatThrownBy(() -> new RecordCodec().decodeFromWire(0, wire))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a message of form 1, got 2");
    }

    private static void assertFails(Future<?> future, ErrorCode code, String message) {
        assertThatThrownBy(() -> await(future)).isInstanceOfSatisfying(AlchemyException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessage(message);
        });
    }
}
