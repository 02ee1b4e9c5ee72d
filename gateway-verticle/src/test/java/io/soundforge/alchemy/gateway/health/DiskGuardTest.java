package io.soundforge.alchemy.gateway.health;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.gateway.http.ProblemHandler;
import io.soundforge.alchemy.platform.health.DiskWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiskGuardTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void filesAreRefusedWhileThereIsNoRoom_andNothingElse() {
        DiskWatch full = new DiskWatch(() -> Future.succeededFuture(5L), 10);
        full.low(); // the first look is behind
        int port = server(full).actualPort();

        assertThat(post(port, "multipart/form-data; boundary=x")).isEqualTo(503);
        assertThat(post(port, "application/offset+octet-stream")).isEqualTo(503);
        assertThat(post(port, "application/json")).isEqualTo(200);
    }

    @Test
    void filesAreTakenWhileThereIsRoom() {
        int port = server(DiskWatch.none()).actualPort();

        assertThat(post(port, "multipart/form-data; boundary=x")).isEqualTo(200);
    }

    private HttpServer server(DiskWatch disk) {
        Router router = Router.router(vertx);
        ProblemHandler.mount(router);
        router.route().handler(new DiskGuard(disk));
        router.post("/").handler(context -> context.end("taken"));
        return await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    private int post(int port, String contentType) {
        return await(vertx.createHttpClient()
                .request(HttpMethod.POST, port, "127.0.0.1", "/")
                .compose(request ->
                        request.putHeader("content-type", contentType).send("--x--"))
                .map(response -> response.statusCode()));
    }
}
