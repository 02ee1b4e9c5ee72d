package io.soundforge.alchemy.platform.http;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginGuardTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    /** Origin, what is configured, status of a preflight, and which origin is let in. */
    @ParameterizedTest
    @CsvSource({
        "https://studio.example, https://studio.example, 204, https://studio.example",
        "https://studio.example, *, 204, *",
        "null, *, 204, *",
        "http://localhost:5173, https://studio.example, 204, http://localhost:5173",
        "https://evil.example, https://studio.example, 403, ''",
        "https://studio.example:444, https://studio.example, 403, ''",
        "http://studio.example, https://studio.example, 403, ''",
        "https://studio.example.evil.example, https://studio.example, 403, ''",
        "https://sub.studio.example, https://studio.example, 403, ''",
        "null, https://studio.example, 403, ''",
        "nonsense, https://studio.example, 403, ''"
    })
    void preflights_areAnsweredToThoseWhoMayCall(String origin, String listed, int status, String allowed) {
        HttpServer server = serve(List.of(listed));
        HttpClientResponse answer = send(server, HttpMethod.OPTIONS, origin, "PATCH");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().getAll("Vary")).contains("Origin");
        assertThat(String.valueOf(answer.getHeader("Access-Control-Allow-Origin")))
                .isEqualTo(allowed.isEmpty() ? "null" : allowed);
        assertThat(answer.getHeader("Access-Control-Allow-Credentials")).isNull();
        if (status == 204) {
            assertThat(answer.getHeader("Access-Control-Allow-Methods")).contains("PATCH", "DELETE");
            assertThat(answer.getHeader("Access-Control-Allow-Headers"))
                    .contains("Authorization", "Idempotency-Key", "Upload-Offset", "X-Request-Id");
        }
    }

    @Test
    void answers_exposeWhatPagesNeed_andRequestsWithoutOriginPass() {
        HttpServer server = serve(List.of("https://studio.example"));
        HttpClientResponse answer = send(server, HttpMethod.GET, "https://studio.example", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Access-Control-Expose-Headers"))
                .contains(
                        "Retry-After",
                        "RateLimit",
                        "X-Request-Id",
                        "ETag",
                        "Content-Range",
                        "Upload-Offset",
                        "Location");
        HttpClientResponse plain = send(server, HttpMethod.GET, "", "");
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.getHeader("Vary")).isEqualTo("Origin");
        assertThat(plain.getHeader("Access-Control-Allow-Origin")).isNull();
    }

    private HttpServer serve(List<String> origins) {
        Router router = Router.router(vertx);
        router.route().failureHandler(context -> Problem.of(AlchemyException.failureOf(context.failure()))
                .send(context.response()));
        router.route().handler(new OriginGuard(AllowedHosts.ofThisMachine(), origins));
        router.route().handler(context -> context.response().end("ok"));
        return await(vertx.createHttpServer(ServerLimits.listenOn("127.0.0.1", 0))
                .requestHandler(router)
                .listen());
    }

    private HttpClientResponse send(HttpServer server, HttpMethod method, String origin, String asked) {
        return await(
                client.request(method, server.actualPort(), "127.0.0.1", "/x").compose(request -> {
                    if (!origin.isEmpty()) {
                        request.putHeader("Origin", origin);
                    }
                    if (!asked.isEmpty()) {
                        request.putHeader("Access-Control-Request-Method", asked);
                    }
                    return request.send();
                }));
    }
}
