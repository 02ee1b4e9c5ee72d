package io.soundforge.alchemy.bench.protocol;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.Iterator;
import java.util.List;

/**
 * Talks to a server in every way that the suites do, so that their first questions do not meet a cold virtual machine,
 * whose answers can take longer than their heartbeat allows.
 */
final class Rehearsal {
    private static final String HOST = "localhost";
    private static final String EVENT = "[\"message\",1,\"2\",{\"3\":[true]}]";

    private final int port;
    private final HttpClient http;
    private final WebSocketClient sockets;

    Rehearsal(Vertx vertx, int port) {
        this.port = port;
        this.http = vertx.createHttpClient();
        this.sockets = vertx.createWebSocketClient();
    }

    /** Completes after so many rounds, one after the other. */
    Future<Void> play(int rounds) {
        return rounds == 0 ? Future.succeededFuture() : round().compose(done -> play(rounds - 1));
    }

    private Future<Void> round() {
        return polling("/engine.io/", List.of("4hello", "4a\u001e4b", "bAQIDBA=="))
                .compose(done -> polling("/socket.io/", List.of("40", "42" + EVENT, "421" + EVENT)))
                .compose(done -> overWebSocket("/engine.io/", List.of("4hello", "4again")))
                .compose(done -> overWebSocket("/socket.io/", List.of("40", "40/custom,", "42" + EVENT, "41")))
                .compose(done -> upgrade());
    }

    /** Each body posted and each answer fetched. */
    private Future<Void> polling(String path, List<String> bodies) {
        String begin = path + "?EIO=4&transport=polling";
        return ask(HttpMethod.GET, begin, "").compose(opened -> {
            String session = begin + "&sid=" + sid(opened);
            Future<String> last = Future.succeededFuture("");
            for (String body : bodies) {
                last = last.compose(before -> ask(HttpMethod.POST, session, body))
                        .compose(taken -> ask(HttpMethod.GET, session, ""));
            }
            return last.compose(before -> ask(HttpMethod.POST, session, "1")).mapEmpty();
        });
    }

    private Future<Void> overWebSocket(String path, List<String> lines) {
        return talk(path + "?EIO=4&transport=websocket", lines, false);
    }

    private Future<Void> upgrade() {
        String path = "/engine.io/?EIO=4&transport=";
        return ask(HttpMethod.GET, path + "polling", "")
                .compose(opened -> talk(path + "websocket&sid=" + sid(opened), List.of("2probe", "5", "4hello"), true));
    }

    /** Says the next line whenever something is heard; over when something is heard after the last. */
    private Future<Void> talk(String uri, List<String> lines, boolean speaksFirst) {
        Promise<Void> over = Promise.promise();
        WebSocketConnectOptions where =
                new WebSocketConnectOptions().setHost(HOST).setPort(port).setURI(uri);
        sockets.connect(where).onFailure(over::tryFail).onSuccess(socket -> {
            Iterator<String> left = lines.iterator();
            socket.textMessageHandler(heard -> {
                if (left.hasNext()) {
                    say(socket, left.next());
                } else {
                    socket.close();
                }
            });
            // A server may hang up when the talk is at its end.
            socket.closeHandler(gone -> over.tryComplete());
            if (speaksFirst) {
                say(socket, left.next());
            }
        });
        return over.future();
    }

    /** What answers the word to upgrade is the next line's echo, so that is said at once. */
    private static void say(WebSocket socket, String line) {
        socket.writeTextMessage(line);
        if (line.equals("5")) {
            socket.writeTextMessage("4upgraded");
        }
    }

    private Future<String> ask(HttpMethod method, String uri, String body) {
        return http.request(method, port, HOST, uri)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.body())
                .map(Object::toString);
    }

    private static String sid(String opened) {
        String before = "\"sid\":\"";
        int begin = opened.indexOf(before) + before.length();
        return opened.substring(begin, opened.indexOf('"', begin));
    }
}
