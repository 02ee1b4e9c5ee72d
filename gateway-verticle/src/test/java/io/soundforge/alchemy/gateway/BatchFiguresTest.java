package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long requests take, and how long their repetitions, over real HTTP; told as a warning, which tests show. */
@Tag("slow")
class BatchFiguresTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final Logger log = LoggerFactory.getLogger(BatchFiguresTest.class);
    /** One shows that it works; {@code -Dalchemy.rounds=5} for figures. */
    private static final int ROUNDS = Integer.getInteger("alchemy.rounds", 1);

    private final GatewayHarness gateway = new GatewayHarness(services);

    @Test
    void batchesAndTheirRepetitions() throws Exception {
        for (int count : new int[] {1000, 5000}) {
            measure(count + " files", "/api/audio/batch", ROUNDS, round -> batch(round, count));
            // What the server does by itself now and then: from here on its statistics know these batches and no later
            // one.
            await(services.database().pool().query("analyze").execute());
        }
    }

    @Test
    void singleImportsAndTheirRepetitions() throws Exception {
        measure("one link", "/api/tracks", 20 * ROUNDS, round -> "{\"url\":\"https://a.example/" + round + ".mp3\"}");
    }

    private void measure(String what, String path, int rounds, IntFunction<String> body) throws Exception {
        List<Duration> firsts = new ArrayList<>();
        List<Duration> replays = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String key = UUID.randomUUID().toString();
            firsts.add(send(path, key, body.apply(round), false));
            replays.add(send(path, key, body.apply(round), true));
        }
        log.warn("{}: accepted in {}, answered again in {}", what, range(firsts), range(replays));
    }

    private Duration send(String path, String key, String body, boolean again) throws Exception {
        long start = System.nanoTime();
        HttpResponse<String> response =
                gateway.send(gateway.builder(path, "Content-Type", "application/json", "Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)));
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Idempotent-Replayed").isPresent())
                .isEqualTo(again);
        return time;
    }

    private static String range(List<Duration> times) {
        Collections.sort(times);
        return times.get(0).toMillis() + " to " + times.get(times.size() - 1).toMillis() + " ms, median "
                + times.get(times.size() / 2).toMillis() + " ms";
    }

    private static String batch(int round, int count) {
        List<String> files = IntStream.range(0, count)
                .mapToObj(i -> "https://media.example/" + count + "/" + round + "/" + i + "/a-song-with-a-name.mp3")
                .toList();
        return new JsonObject().put("files", files).encode();
    }
}
