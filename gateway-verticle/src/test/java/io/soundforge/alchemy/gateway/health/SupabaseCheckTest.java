package io.soundforge.alchemy.gateway.health;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupabaseCheckTest {
    private static final long PATIENCE_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void check_succeedsWhenItsHealthIsGood_andShowsTheAnonKey() {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = server(200, asked);

        await(check("http://127.0.0.1:" + server.actualPort() + "/").check(PATIENCE_SECONDS));

        assertThat(asked).containsExactly("/auth/v1/health anon");
    }

    @Test
    void check_failsWhenItAnswersOtherwise() {
        HttpServer server = server(503, new CopyOnWriteArrayList<>());
        SupabaseCheck check = check("http://127.0.0.1:" + server.actualPort());

        assertThatThrownBy(() -> await(check.check(PATIENCE_SECONDS))).hasMessageContaining("503");
    }

    @Test
    void check_failsWhenNobodyAnswersOrNoneIsConfigured() {
        HttpServer server = server(200, new CopyOnWriteArrayList<>());
        SupabaseCheck check = check("http://127.0.0.1:" + server.actualPort());
        await(server.close());

        assertThatThrownBy(() -> await(check.check(PATIENCE_SECONDS))).isNotNull();
        assertThatThrownBy(() -> await(check(null).check(PATIENCE_SECONDS))).hasMessageContaining("configured");
    }

    private SupabaseCheck check(@Nullable String url) {
        return new SupabaseCheck(vertx, url, "anon");
    }

    private HttpServer server(int status, List<String> asked) {
        return await(vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.add(request.path() + " " + request.getHeader("apikey"));
                    request.response().setStatusCode(status).end();
                })
                .listen(0, "127.0.0.1"));
    }
}
