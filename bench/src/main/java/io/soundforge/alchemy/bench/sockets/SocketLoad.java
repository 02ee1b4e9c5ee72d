package io.soundforge.alchemy.bench.sockets;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many clients of a Socket.IO server on this machine and one publisher: {@code PORT PID SOCKETS MESSAGES AT_ONCE NAME}.
 * So many messages are on their way at once. Prints one line of figures; processor time is that of the server's process,
 * from {@code /proc/PID/stat}.
 */
public final class SocketLoad extends VerticleBase {
    private static final int ADDRESSES = 8;
    private static final int HANDSHAKES_AT_ONCE = 100;
    /** Messages before anything is measured: both servers compile what runs often. */
    private static final int WARM_UP = 60;

    private static final double TICKS_PER_SECOND = 100;
    private static final String ID = "\"id\":\"00000000-0000-4000-8000-";

    private final int port;
    private final String pid;
    private final int sockets;
    private final int messages;
    private final int atOnce;
    private final String name;
    private final Tally tally;
    private final List<WebSocketClient> clients = new ArrayList<>();

    private int opened;
    private int subscribed;
    private int published;
    private long heapBefore;
    private long heapWith;
    private long began;
    private double cpuBefore;
    private @Nullable HttpClient http;

    private SocketLoad(String[] args) {
        port = Integer.parseInt(args[0]);
        pid = args[1];
        sockets = Integer.parseInt(args[2]);
        messages = WARM_UP + Integer.parseInt(args[3]);
        atOnce = Integer.parseInt(args[4]);
        name = args[5];
        tally = new Tally(messages, sockets);
    }

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        vertx.deployVerticle(new SocketLoad(args)).await(30, TimeUnit.SECONDS);
    }

    @Override
    public Future<?> start() {
        http = vertx.createHttpClient();
        for (int i = 0; i < ADDRESSES; i++) {
            WebSocketClientOptions options = new WebSocketClientOptions().setMaxConnections(sockets);
            options.setLocalAddress("127.0.0." + (2 + i));
            clients.add(vertx.createWebSocketClient(options));
        }
        return ask("/heap").onSuccess(bytes -> {
            heapBefore = Long.parseLong(bytes);
            for (int i = 0; i < Math.min(sockets, HANDSHAKES_AT_ONCE); i++) {
                openNext();
            }
        });
    }

    private void openNext() {
        if (opened == sockets) {
            return;
        }
        WebSocketClient client = clients.get(opened++ % ADDRESSES);
        client.connect(port, "127.0.0.1", "/socket.io/?EIO=4&transport=websocket")
                .onSuccess(socket -> socket.textMessageHandler(text -> received(socket, text)))
                .onFailure(SocketLoad::fail);
    }

    private void received(WebSocket socket, String text) {
        if (text.startsWith("42[\"download")) {
            int at = text.indexOf(ID) + ID.length();
            tally.arrived(Integer.parseInt(text, at, at + 12, 16));
            publishNext();
        } else if (text.startsWith("42[\"track:snapshot")) {
            subscribed();
        } else if (text.startsWith("40")) {
            socket.writeTextMessage("42[\"subscribe:track\",\"bench\"]");
        } else if (text.startsWith("0")) {
            socket.writeTextMessage("40");
        } else if (text.equals("2")) {
            socket.writeTextMessage("3");
        }
    }

    private void subscribed() {
        subscribed++;
        openNext();
        if (subscribed == sockets) {
            ask("/heap").onSuccess(bytes -> {
                heapWith = Long.parseLong(bytes);
                publishNext();
            });
        }
    }

    /** The warm-up ends before the rest begins. */
    private void publishNext() {
        if (tally.complete() == WARM_UP && began == 0) {
            cpuBefore = cpuSeconds();
            tally.beginHere();
            began = System.nanoTime();
        }
        int most = began == 0 ? WARM_UP : messages;
        while (published < most && published - tally.complete() < atOnce) {
            int n = published++;
            tally.sent(n);
            ask("/publish?n=" + n).onFailure(SocketLoad::fail);
        }
        if (tally.complete() == messages) {
            report();
        }
    }

    private void report() {
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpu = cpuSeconds() - cpuBefore;
        System.out.println(String.format(
                Locale.ROOT,
                "%-12s %6d sockets  %8d deliveries  %8.0f/s  p50 %7.1f ms  p99 %7.1f ms  %6.2f s of processor"
                        + "  %8.0f deliveries per second of processor  %6d bytes of heap per socket",
                name,
                sockets,
                tally.deliveries(),
                tally.deliveries() / seconds,
                tally.quantile(0.5),
                tally.quantile(0.99),
                cpu,
                tally.deliveries() / cpu,
                (heapWith - heapBefore) / sockets));
        System.exit(0);
    }

    private Future<String> ask(String path) {
        HttpClient open = http;
        if (open == null) {
            throw new IllegalStateException("not started");
        }
        return open.request(HttpMethod.GET, port, "127.0.0.1", path)
                .compose(request -> request.send())
                .compose(response -> response.body())
                .map(Object::toString);
    }

    /** Fields 14 and 15, in ticks: what the process has spent in its own code and in the kernel. */
    private double cpuSeconds() {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fail(Throwable error) {
        System.err.println("the load cannot go on: " + error);
        System.exit(1);
    }
}
