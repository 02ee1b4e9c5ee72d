package io.soundforge.alchemy.platform.events;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Passes bytes on to a local port until told to lose interest, without closing anything: a firewall that forgets. */
final class DeafProxy {
    private final List<AtomicBoolean> interests = new CopyOnWriteArrayList<>();
    private final NetServer server;
    private final NetClient client;

    DeafProxy(Vertx vertx, int targetPort) {
        client = vertx.createNetClient();
        server = await(vertx.createNetServer()
                .connectHandler(near -> {
                    near.pause();
                    client.connect(targetPort, "127.0.0.1").onSuccess(far -> join(near, far));
                })
                .listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    /** What goes over the connections of now is lost; new ones work. */
    void forgetPresentConnections() {
        interests.forEach(interest -> interest.set(false));
    }

    private void join(NetSocket near, NetSocket far) {
        AtomicBoolean interested = new AtomicBoolean(true);
        interests.add(interested);
        near.handler(bytes -> {
            if (interested.get()) {
                far.write(bytes);
            }
        });
        far.handler(bytes -> {
            if (interested.get()) {
                near.write(bytes);
            }
        });
        near.closeHandler(closed -> far.close());
        far.closeHandler(closed -> near.close());
        near.resume();
    }
}
