package io.soundforge.alchemy.platform.nodes;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodeRegistryTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final NodeProfile EDGE = profile("edge", Role.WEBSOCKET, Role.GATEWAY);
    private static final NodeProfile WORKER = profile("worker", Role.PROCESSING);

    private final NodeRegistry registry = new NodeRegistry(services.database());

    @AfterEach
    void forgetAll() {
        await(registry.gone("edge"));
        await(registry.gone("worker"));
    }

    @Test
    void startedNodes_areThere_theOldestFirst() {
        await(registry.started(EDGE));
        await(registry.started(WORKER));

        List<Node> alive = await(registry.alive());

        assertThat(alive).extracting(Node::name).containsExactly("edge", "worker");
        assertThat(alive.get(0).roles()).containsExactly("gateway", "websocket");
        assertThat(alive.get(0).version()).isEqualTo("1.2");
        assertThat(alive.get(0).seenSecondsAgo()).isNotNegative();
    }

    @Test
    void nodeThatWasNotSeenForLong_isGone_andItsRowIsClearedAwayByTheOthers() {
        await(registry.started(EDGE));
        await(registry.started(WORKER));
        silence("worker", NodeRegistry.GONE_AFTER.plusSeconds(1));

        assertThat(names()).containsExactly("edge");
        assertThat(rows()).isEqualTo(2);

        await(registry.beat(EDGE));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void nodeThatWasOnlyAsleep_isBackWithItsNextBeat() {
        await(registry.started(WORKER));
        silence("worker", NodeRegistry.GONE_AFTER.plusSeconds(1));
        await(registry.beat(EDGE));

        await(registry.beat(WORKER));

        assertThat(names()).containsExactlyInAnyOrder("edge", "worker");
    }

    @Test
    void beat_keepsTheTimeOfTheStart_anotherStartDoesNot() {
        await(registry.started(WORKER));
        Instant first = await(registry.alive()).get(0).startedAt();

        await(registry.beat(WORKER));
        Node later = await(registry.alive()).get(0);
        assertThat(later.startedAt()).isEqualTo(first);
        assertThat(later.seen()).isAfter(first);

        await(registry.started(WORKER));
        assertThat(await(registry.alive()).get(0).startedAt()).isAfter(first);
    }

    @Test
    void heartbeat_isSeenAgainAndAgain_andTakesTheRowAwayWhenItStops() {
        String deployment =
                await(services.vertx().deployVerticle(new NodeHeartbeat(registry, WORKER, Duration.ofMillis(20))));
        Instant first = await(registry.alive()).get(0).seen();

        eventually().until(() -> await(registry.alive()).get(0).seen().isAfter(first));

        await(services.vertx().undeploy(deployment));
        assertThat(rows()).isZero();
    }

    private static NodeProfile profile(String name, Role... roles) {
        return new NodeProfile(name, Set.of(roles), "1.2", "box", 42, 3);
    }

    private List<String> names() {
        return await(registry.alive()).stream().map(Node::name).toList();
    }

    private static int rows() {
        return await(services.database()
                .pool()
                .query("select count(*)::int as n from nodes")
                .execute()
                .map(rows -> rows.iterator().next().getInteger("n")));
    }

    private static void silence(String name, Duration since) {
        await(services.database()
                .pool()
                .preparedQuery("update nodes set seen_at = now() - $2 * interval '1 millisecond' where name = $1")
                .execute(Tuple.of(name, since.toMillis())));
    }
}
