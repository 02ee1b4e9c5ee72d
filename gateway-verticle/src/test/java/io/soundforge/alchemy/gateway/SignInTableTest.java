package io.soundforge.alchemy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.gateway.openapi.ApiDescription;
import io.soundforge.alchemy.gateway.openapi.Operation;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.identity.Issuer;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of route against every kind of caller. */
class SignInTableTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final String OWNER = UUID.randomUUID().toString();
    private static GatewayHarness gateway;
    private static Issuer issuer;
    private static String track;

    /** What a request brings along. */
    enum Credentials {
        NONE,
        MALFORMED,
        EXPIRED,
        WRONG_AUDIENCE,
        WRONG_ISSUER,
        OTHER_KEY,
        TAMPERED,
        OTHER_OWNER,
        RIGHT_OWNER,
        SERVICE
    }

    @BeforeAll
    static void open() throws Exception {
        issuer = new Issuer(services.vertx());
        gateway = new GatewayHarness(services, new SignInConfig(Issuer.URL, Issuer.SECRET, null, null));
        var imported = gateway.send(gateway.builder(
                        "/api/tracks",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + token(Credentials.RIGHT_OWNER))
                .POST(BodyPublishers.ofString("{\"url\":\"https://music.example/song.mp3\"}")));
        assertThat(imported.statusCode()).as(imported.body()).isEqualTo(202);
        track = GatewayHarness.json(imported).getJsonObject("track").getString("id");
    }

    private record Call(String method, String path, int right, int other, int service) {}

    /** Statuses for the owner, for another person and for the service role; all others get 401. */
    private static final List<Call> CALLS = List.of(
            new Call("GET", "/api/tracks", 200, 200, 200),
            new Call("GET", "/api/tracks/{track}", 200, 404, 200),
            new Call("GET", "/api/tracks/{track}/audio", 404, 404, 404),
            new Call("GET", "/api/tracks/{track}/loops", 200, 404, 200),
            new Call("GET", "/api/tracks/{track}/arrangement", 200, 404, 200),
            new Call("GET", "/api/tracks/{track}/sources", 200, 404, 200),
            new Call("POST", "/api/tracks/{track}/source", 400, 400, 400),
            new Call("POST", "/api/tracks/{track}/separations", 409, 404, 409),
            new Call("POST", "/api/tracks/{track}/export", 409, 404, 409),
            new Call("GET", "/api/tracks/{track}/analysis/exports/beats.csv", 404, 404, 404),
            new Call("GET", "/api/download/track/{track}", 200, 404, 200),
            new Call("GET", "/api/process/track/{track}", 200, 404, 200),
            new Call("GET", "/api/jobs/" + UUID.randomUUID(), 404, 404, 404),
            new Call("DELETE", "/api/jobs/" + UUID.randomUUID(), 404, 404, 404),
            new Call("GET", "/api/arrangement-templates", 200, 200, 200),
            new Call("GET", "/api/models", 200, 200, 200),
            new Call("GET", "/api/keys", 200, 200, 200),
            new Call("POST", "/api/keys", 400, 400, 400),
            new Call("POST", "/api/models/download", 403, 403, 400),
            new Call("GET", "/api/usage", 200, 200, 200),
            new Call("GET", "/api/tracks/{track}/stems.zip", 404, 404, 404),
            new Call("GET", "/api/tracks/{track}/metadata", 200, 404, 200),
            new Call("GET", "/api/tracks/{track}/cover", 404, 404, 404),
            new Call("POST", "/api/files/sign", 400, 400, 400),
            new Call("POST", "/api/uploads", 412, 412, 412),
            new Call("GET", "/api/uploads/" + UUID.randomUUID(), 404, 404, 404),
            new Call("PATCH", "/api/uploads/" + UUID.randomUUID(), 412, 412, 412),
            new Call("POST", "/api/uploads/" + UUID.randomUUID(), 405, 405, 405),
            new Call("HEAD", "/api/uploads/" + UUID.randomUUID(), 412, 412, 412),
            new Call("DELETE", "/api/uploads/" + UUID.randomUUID(), 412, 412, 412),
            new Call("HEAD", "/api/tracks/{track}/stems.zip", 404, 404, 404),
            new Call("HEAD", "/api/tracks/{track}/cover", 404, 404, 404),
            new Call("GET", "/api/tracks?query=song", 200, 200, 200),
            new Call("GET", "/api/cluster", 403, 403, 200),
            new Call("GET", "/api/audit", 403, 403, 200),
            new Call("GET", "/metrics", 403, 403, 200),
            new Call("GET", "/api/nothing/of/the/kind", 404, 404, 404),
            new Call("DELETE", "/api/tracks/" + UUID.randomUUID(), 404, 404, 404));

    static Stream<Arguments> table() {
        return CALLS.stream().flatMap(call -> Stream.of(Credentials.values())
                .map(credentials -> Arguments.of(
                        call.method(),
                        call.path(),
                        credentials,
                        switch (credentials) {
                            case RIGHT_OWNER -> call.right();
                            case OTHER_OWNER -> call.other();
                            case SERVICE -> call.service();
                            default -> 401;
                        })));
    }

    @ParameterizedTest(name = "{0} {1}, {2}: {3}")
    @MethodSource("table")
    void everyRoute_forEveryCaller(String method, String path, Credentials credentials, int status) throws Exception {
        assertThat(status(method, path.replace("{track}", track), credentials)).isEqualTo(status);
    }

    static Stream<Operation> operations() {
        return ApiDescription.of("test").operations().stream();
    }

    /** {@code security: []} in the description is what a route asks of nobody, and nothing else is. */
    @ParameterizedTest
    @MethodSource("operations")
    void whoCalls_isAskedWhereTheDescriptionSaysSo(Operation operation) throws Exception {
        JsonArray security = operation.json().getJsonArray("security");
        String path = operation.template().replaceAll("\\{[^}]+}", "x");

        int status = status(operation.method(), path, Credentials.NONE);

        if (security != null && security.isEmpty()) {
            assertThat(status).isNotEqualTo(401);
        } else {
            assertThat(status).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/health",
        "/health/live",
        "/openapi.json",
        "/openapi.yaml",
        "/docs",
        "/redoc",
        "/api/config",
        "/",
        "/icon.svg",
        "/api/download/health"
    })
    void whatIsPublic_asksNobody(String path) throws Exception {
        assertThat(status("GET", path, Credentials.NONE)).isEqualTo(200);
        assertThat(status("GET", path, Credentials.EXPIRED)).isEqualTo(200);
    }

    @Test
    void optionsOfUploads_areToldToEverybody() throws Exception {
        assertThat(status("OPTIONS", "/api/uploads", Credentials.NONE)).isEqualTo(204);
        assertThat(status("OPTIONS", "/api/tracks", Credentials.NONE)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"/api//tracks", "/api/x/../tracks", "/%61pi/tracks", "/API/tracks", "/api/tracks/", "/css/../api/tracks"
    })
    void spellings_openNothing(String path) throws Exception {
        assertThat(status("GET", path, Credentials.NONE)).isIn(401, 404);
    }

    @Test
    void aRefusal_saysWhyAndHow() throws Exception {
        var answer = gateway.get("/api/tracks", "Authorization", "Bearer " + token(Credentials.EXPIRED));

        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(GatewayHarness.json(answer).getString("detail")).contains("it has expired");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aReadersKey_looksAndChangesNothing() throws Exception {
        var created = gateway.send(gateway.builder(
                        "/api/keys",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + token(Credentials.RIGHT_OWNER))
                .POST(BodyPublishers.ofString("{\"name\":\"screen\",\"readOnly\":true,\"expiresInDays\":1}")));
        assertThat(created.statusCode()).isEqualTo(201);
        String key = GatewayHarness.json(created).getString("secret");

        assertThat(gateway.get("/api/tracks/" + track, "X-API-Key", key).statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(gateway.builder("/api/tracks/" + track, "X-API-Key", key)
                                .DELETE())
                        .statusCode())
                .isEqualTo(403);
        assertThat(gateway.send(gateway.builder("/api/keys", "X-API-Key", key, "Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"name\":\"more\"}")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(gateway.get("/api/keys", "X-API-Key", key).body()).doesNotContain(key);
    }

    private static int status(String method, String path, Credentials credentials)
            throws IOException, InterruptedException {
        String[] headers = credentials == Credentials.NONE
                ? new String[] {"Content-Type", "application/json"}
                : new String[] {"Content-Type", "application/json", "Authorization", "Bearer " + token(credentials)};
        return gateway.send(gateway.builder(path, headers)
                        .method(
                                method,
                                method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody()))
                .statusCode();
    }

    private static String token(Credentials credentials) {
        JsonObject claims = Issuer.claims().put("sub", OWNER);
        return switch (credentials) {
            case NONE, MALFORMED -> "not.a.token";
            case EXPIRED -> signed(claims.put("exp", Instant.now().getEpochSecond() - 3600));
            case WRONG_AUDIENCE -> signed(claims.put("aud", "somebody else"));
            case WRONG_ISSUER -> signed(claims.put("iss", "https://elsewhere/auth/v1"));
            case OTHER_KEY -> issuer.withSecret("a secret that is not the project's one", claims);
            case TAMPERED -> {
                String good = signed(claims);
                yield good.substring(0, good.length() - 6) + "AAAAAA";
            }
            case OTHER_OWNER -> signed(claims.put("sub", UUID.randomUUID().toString()));
            case RIGHT_OWNER -> signed(claims);
            case SERVICE ->
                signed(new JsonObject()
                        .put("role", "service_role")
                        .put("exp", Instant.now().getEpochSecond() + 600));
        };
    }

    private static String signed(JsonObject claims) {
        return issuer.withSecret(Issuer.SECRET, claims);
    }
}
