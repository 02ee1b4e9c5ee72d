package io.soundforge.alchemy.launcher.system;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** One address in front of a server that may come back on another port. */
final class Switchboard implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final NetServer listener;
    private volatile URI server;

    Switchboard(URI server) throws Exception {
        this.server = server;
        this.listener = vertx.createNetServer()
                .connectHandler(this::connect)
                .listen(0, "127.0.0.1")
                .await(30, TimeUnit.SECONDS);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.actualPort());
    }

    void leadTo(URI other) {
        server = other;
    }

    private void connect(NetSocket near) {
        near.pause();
        client.connect(server.getPort(), server.getHost())
                .onSuccess(far -> join(near, far))
                .onFailure(nobody -> near.close());
    }

    private static void join(NetSocket near, NetSocket far) {
        near.handler(far::write);
        far.handler(near::write);
        near.closeHandler(gone -> far.close());
        far.closeHandler(gone -> near.close());
        near.resume();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
