package io.soundforge.alchemy.download.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class WatchedProviderTest {
    private static final Wanted SONG = new Wanted("Song", List.of("Band"), "", Duration.ofMinutes(3));

    private final List<String> counts = new ArrayList<>();
    private DoubleSupplier up = () -> -1;
    private Future<List<Offer>> found = Future.succeededFuture(List.of());
    private ProviderHealth health = ProviderHealth.good("fine");

    private final AudioProvider provider = new WatchedProvider(
            new AudioProvider() {
                @Override
                public String name() {
                    return "shop";
                }

                @Override
                public Future<ProviderHealth> health() {
                    return Future.succeededFuture(health);
                }

                @Override
                public Future<List<Offer>> candidates(Wanted wanted, Watch watch) {
                    return found;
                }

                @Override
                public Future<Path> fetch(Offer offer, Wanted wanted, Path folder, Watch watch) {
                    return found.map(offers -> folder.resolve("song"));
                }
            },
            new Figures() {
                @Override
                public void add(Figure figure, double amount, String... labels) {
                    counts.add(figure + " " + String.join(" ", labels));
                }

                @Override
                public void took(Figure figure, long nanos, String... labels) {
                    throw new AssertionError(figure + " is not expected");
                }

                @Override
                public void gauge(Figure figure, DoubleSupplier value, String... labels) {
                    assertThat(figure).isEqualTo(Figure.PROVIDER_UP);
                    assertThat(labels).containsExactly("shop");
                    up = value;
                }
            });

    private void ask() {
        provider.candidates(SONG, new TestWatch());
    }

    private void fails(ErrorCode code) {
        found = Future.failedFuture(new AlchemyException(code, code.sentence()));
    }

    @Test
    void everyQuestion_isCountedByWhatCameOfIt() {
        ask();
        provider.fetch(Offer.unseen("shop"), SONG, Path.of("folder"), new TestWatch());
        fails(ErrorCode.PROVIDER_BLOCKED);
        ask();

        assertThat(counts)
                .containsExactly(
                        "PROVIDER_REQUESTS shop search ok",
                        "PROVIDER_REQUESTS shop fetch ok",
                        "PROVIDER_REQUESTS shop search provider_blocked");
    }

    @Test
    void health_isWhatWasLastHeard() {
        assertThat(up.getAsDouble()).isNaN();
        health = ProviderHealth.bad("gone", "install it");
        provider.health();
        assertThat(up.getAsDouble()).isZero();
        ask();
        assertThat(up.getAsDouble()).isEqualTo(1);
        fails(ErrorCode.SOURCE_UNAVAILABLE);
        ask();
        assertThat(up.getAsDouble()).isZero();
    }

    @Test
    void beingAskedToWait_isNoIllness() {
        ask();
        fails(ErrorCode.RATE_LIMITED);
        ask();

        assertThat(up.getAsDouble()).isEqualTo(1);
    }
}
