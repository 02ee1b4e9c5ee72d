package io.soundforge.alchemy.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.bus.Request;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.CancelRequested;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.media.ProbeUpload;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.launcher.config.ClusterConfig;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.fixture.FreePorts;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The typed bus between two nodes of a real cluster on loopback. */
class ClusteredBusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Backbone one;
    private static Backbone other;
    private static Bus asking;
    private static Bus answering;

    @BeforeAll
    static void join() throws Exception {
        List<Integer> ports = FreePorts.find(2);
        one = Backbone.of(cluster(ports.get(0), ports));
        other = Backbone.of(cluster(ports.get(1), ports));
        asking = new Bus(one.vertx());
        answering = new Bus(other.vertx());
    }

    private static ClusterConfig cluster(int port, List<Integer> ports) {
        List<String> members =
                ports.stream().map(member -> "127.0.0.1:" + member).toList();
        return new ClusterConfig(Role.all(), true, null, "127.0.0.1", port, members);
    }

    @AfterAll
    static void leave() throws Exception {
        await(other.vertx().close());
        await(one.vertx().close());
    }

    @Test
    void bothNodes_areMembers() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        one.members().addresses())
                .hasSize(2)
                .isEqualTo(other.members().addresses()));
    }

    @Test
    void ask_anotherNode_givesAnEqualRecord() throws Exception {
        ModelInfo model = new ModelInfo("m", "M", "ä ö €", List.of("vocals", "rest"), true, true, false, "");
        await(answering.answer(
                ListModels.LIST_MODELS, q -> Future.succeededFuture(new ListModels.Answer(List.of(model)))));

        assertThat(await(asking.ask(ListModels.LIST_MODELS, new ListModels(), PATIENCE))
                        .models())
                .containsExactly(model);
    }

    @Test
    void ask_anotherNodeThatRefuses_failsWithItsCodeAndMessage() throws Exception {
        Request<ProbeUpload, ListModels.Answer> question = question("test.refused");
        await(answering.answer(
                question,
                q -> Future.failedFuture(new AlchemyException(ErrorCode.CORRUPT_AUDIO, "because of " + q.key()))));

        assertFails(asking.ask(question, new ProbeUpload("k"), PATIENCE), ErrorCode.CORRUPT_AUDIO, "because of k");
    }

    @Test
    void ask_nobodyInTheCluster_isUnavailable() {
        assertFails(
                asking.ask(question("test.nobody"), new ProbeUpload("k"), PATIENCE),
                ErrorCode.UNAVAILABLE,
                "Nobody answers test.nobody now.");
    }

    @Test
    void publish_isHeardByEveryNode() throws Exception {
        List<CancelRequested> here = new CopyOnWriteArrayList<>();
        List<CancelRequested> there = new CopyOnWriteArrayList<>();
        await(asking.listen(CancelRequested.CANCEL_REQUESTED, here::add));
        await(answering.listen(CancelRequested.CANCEL_REQUESTED, there::add));
        CancelRequested event = new CancelRequested(JobId.random());

        asking.publish(CancelRequested.CANCEL_REQUESTED, event);

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(here).containsExactly(event);
            assertThat(there).containsExactly(event);
        });
    }

    private static Request<ProbeUpload, ListModels.Answer> question(String address) {
        return Request.of(address, ProbeUpload.class, ListModels.Answer.class);
    }

    private static void assertFails(Future<?> future, ErrorCode code, String message) {
        assertThatThrownBy(() -> await(future)).isInstanceOfSatisfying(AlchemyException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessage(message);
        });
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
