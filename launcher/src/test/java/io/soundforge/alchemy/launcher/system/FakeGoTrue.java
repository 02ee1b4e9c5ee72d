package io.soundforge.alchemy.launcher.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.soundforge.alchemy.platform.identity.DevelopmentToken;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Signs one person in over real HTTP, with the answers and errors of Supabase's auth server (GoTrue, {@code /auth/v1}). */
final class FakeGoTrue implements AutoCloseable {
    static final String SECRET = "a secret of at least thirty-two characters";
    static final String KEY = "sb_publishable_for_tests";
    static final String EMAIL = "ada@example.org";
    static final String PASSWORD = "correct horse";

    final List<String> calls = new CopyOnWriteArrayList<>();
    private final UUID subject = UUID.randomUUID();
    private final HttpServer http;
    private volatile int seconds = 3600;
    private volatile String refresh = "";

    FakeGoTrue() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/auth/v1", this::answer);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** @param lifetime of tokens from now on, in seconds */
    void tokensLast(int lifetime) {
        seconds = lifetime;
    }

    /** Nobody is known any more. */
    void forgetEverybody() {
        refresh = "";
    }

    String token(Duration lasts) {
        return new DevelopmentToken(SECRET, url()).of(subject, Instant.now(), lasts);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "apikey, authorization, content-type");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            send(exchange, 204, null);
            return;
        }
        String call = exchange.getRequestURI().toString().substring("/auth/v1".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(call);
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("apikey"))) {
            send(exchange, 401, error(401, "no_authorization", "No API key found in request"));
        } else if (call.startsWith("/logout")) {
            forgetEverybody();
            send(exchange, 204, null);
        } else if (call.equals("/token?grant_type=password")) {
            JsonObject sent = new JsonObject(body);
            boolean known = EMAIL.equals(sent.getString("email")) && PASSWORD.equals(sent.getString("password"));
            send(
                    exchange,
                    known ? 200 : 400,
                    known ? grant() : error(400, "invalid_credentials", "Invalid login credentials"));
        } else if (call.equals("/token?grant_type=refresh_token")) {
            boolean known =
                    !refresh.isEmpty() && Objects.equals(refresh, new JsonObject(body).getString("refresh_token"));
            send(
                    exchange,
                    known ? 200 : 400,
                    known
                            ? grant()
                            : error(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found"));
        } else {
            send(exchange, 404, error(404, "not_found", "Not Found"));
        }
    }

    /** A refresh token is good for one use. */
    private JsonObject grant() {
        refresh = UUID.randomUUID().toString();
        return new JsonObject()
                .put("access_token", token(Duration.ofSeconds(seconds)))
                .put("token_type", "bearer")
                .put("expires_in", seconds)
                .put("expires_at", Instant.now().getEpochSecond() + seconds)
                .put("refresh_token", refresh)
                .put("user", new JsonObject().put("id", subject.toString()).put("email", EMAIL));
    }

    private static JsonObject error(int status, String code, String message) {
        return new JsonObject().put("code", status).put("error_code", code).put("msg", message);
    }

    private static void send(HttpExchange exchange, int status, JsonObject body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : body.encode().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
