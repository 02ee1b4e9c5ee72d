package io.soundforge.alchemy.download.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.jobs.SnoozeException;
import io.soundforge.alchemy.platform.limits.LocalBuckets;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderRatesTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong nanos = new AtomicLong(MINUTE);
    private final LocalBuckets shared = new LocalBuckets(() -> nanos.get() / 1000, 100);

    private ProviderRates node(int perMinute) {
        return new ProviderRates(Map.of("yt-dlp", perMinute), shared, nanos::get);
    }

    private record Visit(long at, int song) {}

    /** A queue by a clock that jumps from one visit to the next. */
    @ParameterizedTest(name = "{0} songs at {1} a minute on {2} nodes")
    @CsvSource({"500, 30, 1", "500, 30, 3", "50, 10, 1", "20, 1, 2", "60, 600, 1"})
    void playlist_isAskedForAtTheRate_andComesInTheEnd(int songs, int perMinute, int nodes) {
        List<ProviderRates> mesh =
                IntStream.range(0, nodes).mapToObj(node -> node(perMinute)).toList();
        PriorityQueue<Visit> queue =
                new PriorityQueue<>(Comparator.comparingLong(Visit::at).thenComparing(Visit::song));
        IntStream.range(0, songs).forEach(song -> queue.add(new Visit(nanos.get(), song)));
        List<Long> asked = new ArrayList<>();
        int visits = 0;
        while (!queue.isEmpty()) {
            Visit visit = queue.remove();
            nanos.set(visit.at());
            Future<Void> answer = mesh.get(visits++ % nodes).admit("yt-dlp");
            if (answer.succeeded()) {
                asked.add(visit.at());
            } else {
                Duration delay = ((SnoozeException) answer.cause()).delay();
                queue.add(new Visit(visit.at() + delay.toNanos(), visit.song()));
            }
        }

        assertThat(asked).hasSize(songs);
        int atOnce = Math.max(1, perMinute / 10);
        for (int first = 0; first + perMinute + atOnce < songs; first++) {
            assertThat(asked.get(first + perMinute + atOnce) - asked.get(first)).isGreaterThanOrEqualTo(MINUTE);
        }
        assertThat(asked.get(songs - 1) - asked.get(0)).isLessThan(2 * MINUTE + 2 * MINUTE * songs / perMinute);
        assertThat(visits).isLessThan(5 * songs);
    }

    @Test
    void providerWithoutARate_isNeverWaitedFor() {
        ProviderRates rates = node(1);

        assertThat(IntStream.range(0, 1000).mapToObj(song -> rates.admit("library")))
                .allMatch(Future::succeeded);
        assertThat(IntStream.range(0, 1000).mapToObj(song -> ProviderRates.NONE.admit("yt-dlp")))
                .allMatch(Future::succeeded);
    }
}
