package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.soundforge.alchemy.gateway.admission.Admission;
import io.soundforge.alchemy.gateway.admission.RateLimits;
import io.soundforge.alchemy.platform.audit.AuditLog;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.http.ConnectionLimits;
import io.soundforge.alchemy.platform.http.TrustedProxies;
import io.soundforge.alchemy.platform.identity.Issuer;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.soundforge.alchemy.platform.limits.Buckets;
import io.soundforge.alchemy.platform.limits.LocalBuckets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What every request meets before its route, on a gateway with sign-in behind a proxy on loopback. */
class AdmissionTest {
    private static final AtomicInteger addresses = new AtomicInteger(1);

    /** Its clock stands still: no permit comes back, however slow the machine is. */
    private static final Buckets buckets = new LocalBuckets(() -> 1_000_000_000L, 1000);

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;
    private static Issuer issuer;

    @BeforeAll
    static void open() {
        issuer = new Issuer(services.vertx());
        Admission admission = new Admission(
                TrustedProxies.of(List.of("127.0.0.1"), TrustedProxies.Header.X_FORWARDED_FOR),
                ConnectionLimits.DEFAULTS,
                new RateLimits(true, 20, 5, 2, 2, 3),
                buckets,
                new AuditLog(services.database()));
        gateway = new GatewayHarness(services, new SignInConfig(Issuer.URL, Issuer.SECRET, null, null), admission);
    }

    @Test
    void anOwner_hasAQuota_andIsToldOfIt() throws Exception {
        String token = token(UUID.randomUUID().toString());
        for (int i = 19; i >= 0; i--) {
            HttpResponse<String> answer = get("/api/tracks", address(), token);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"reads\";q=20;w=60");
            assertThat(answer.headers().firstValue("RateLimit").orElseThrow()).startsWith("\"reads\";r=" + i + ";t=");
        }
        HttpResponse<String> refused = get("/api/tracks", address(), token);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isEqualTo(3);
        assertThat(json(refused).getString("code")).isEqualTo("too_many_requests");
        assertThat(json(refused).getString("detail")).contains("20 reads", "one owner");
        assertThat(get("/api/tracks", address(), token(UUID.randomUUID().toString()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(gateway.builder("/api/jobs/" + UUID.randomUUID(), "Authorization", "Bearer " + token)
                                .DELETE())
                        .statusCode())
                .isEqualTo(404); // writes are counted apart
    }

    @Test
    void anAddress_hasAQuota_whoeverSpeaksFromIt() throws Exception {
        String address = address();
        for (int i = 0; i < 40; i++) {
            assertThat(get("/api/tracks", address, token(UUID.randomUUID().toString()))
                            .statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> refused =
                get("/api/tracks", address, token(UUID.randomUUID().toString()));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).getString("detail")).contains("one address");
        assertThat(get("/health/live", address, "").statusCode()).isEqualTo(200);
        assertThat(get("/", address, "").statusCode()).isEqualTo(200);
        // What stands left of the proxy's word is the caller's own.
        assertThat(get("/api/tracks", "9.9.9.9, " + address, token("x")).statusCode())
                .isEqualTo(429);
    }

    @Test
    void uploads_areCountedApart() throws Exception {
        String token = token(UUID.randomUUID().toString());
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            int status = gateway.send(gateway.builder(
                                    "/api/tracks",
                                    "Content-Type",
                                    "multipart/form-data; boundary=b",
                                    "Authorization",
                                    "Bearer " + token,
                                    "X-Forwarded-For",
                                    address())
                            .POST(BodyPublishers.ofString("--b--\r\n")))
                    .statusCode();
            assertThat(status).isIn(400, 429);
            refused.addAndGet(status == 429 ? 1 : 0);
        }
        assertThat(refused).hasValue(2);
    }

    @Test
    void failuresToSignIn_cost_expiredTokensDoNot() throws Exception {
        String guesser = address();
        for (int i = 0; i < 10; i++) {
            await(buckets.count("failed:" + guesser, Duration.ofMinutes(15))); // on other nodes
        }
        assertThat(get("/api/tracks", guesser, "a.b.c").statusCode()).isEqualTo(401);
        HttpResponse<String> refused = get("/api/tracks", guesser, token("right"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 128);
        assertThat(json(refused).getString("detail")).contains("failures to sign in");
        assertThat(get("/api/tracks", address(), token("right")).statusCode()).isEqualTo(200);

        String clumsy = address();
        for (int i = 0; i < 4; i++) {
            assertThat(get("/api/tracks", clumsy, "a.b.c" + i).statusCode()).isEqualTo(401);
        }
        eventually().until(() -> get("/api/tracks", clumsy, token("right")).statusCode() == 200);

        String late = address();
        String expired = issuer.withSecret(
                Issuer.SECRET, Issuer.claims().put("sub", "late").put("exp", 1_000_000));
        for (int i = 0; i < 10; i++) {
            assertThat(get("/api/tracks", late, expired).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aRequest_hasANameInItsAnswer() throws Exception {
        HttpResponse<String> named = gateway.get("/api/tracks", "X-Request-Id", "mine-1");
        assertThat(named.headers().firstValue("X-Request-Id")).contains("mine-1");
        assertThat(json(named).getString("requestId")).isEqualTo("mine-1");

        HttpResponse<String> strange = gateway.get("/health/live", "X-Request-Id", "<script>");
        assertThat(strange.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
    }

    @Test
    void theOperator_readsTheAudit_othersDoNot() throws Exception {
        String from = address();
        get("/api/tracks?access_token=secret-in-query", from, "not.a.token");
        HttpResponse<String> made = gateway.send(gateway.builder(
                        "/api/keys",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + token("auditee"),
                        "X-Forwarded-For",
                        from,
                        "X-Request-Id",
                        "making")
                .POST(BodyPublishers.ofString("{\"name\":\"audited\"}")));
        assertThat(made.statusCode()).isEqualTo(201);

        String service = issuer.withSecret(Issuer.SECRET, Issuer.claims().put("role", "service_role"));
        assertThat(get("/api/audit", address(), token("auditee")).statusCode()).isEqualTo(403);
        eventually().untilAsserted(() -> {
            JsonArray created = json(get("/api/audit?action=key_created&limit=5", address(), service))
                    .getJsonArray("entries");
            assertThat(created).isNotEmpty();
            JsonObject entry = created.getJsonObject(0);
            assertThat(entry.getString("owner")).isEqualTo("auditee");
            assertThat(entry.getString("address")).isEqualTo(from);
            assertThat(entry.getString("request")).isEqualTo("making");
            assertThat(entry.getString("target")).isEqualTo("POST /api/keys");
        });
        eventually().untilAsserted(() -> assertThat(
                        get("/api/audit?limit=1000", address(), service).body())
                .contains("sign_in_failed", "access_denied", "admin_read")
                .doesNotContain("secret-in-query"));
        assertThat(get("/api/audit?limit=1001", address(), service).statusCode())
                .isEqualTo(400);
        assertThat(get("/api/audit?action='%20or%201", address(), service).statusCode())
                .isEqualTo(400);
    }

    /** Everything that is logged at every level while credentials of each kind come and go, right and wrong. */
    @Test
    void noLogLine_holdsASecret() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("io.soundforge");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        ours.setLevel(Level.TRACE);
        Level before = ((Logger) LoggerFactory.getLogger("alchemy")).getLevel();
        ((Logger) LoggerFactory.getLogger("alchemy")).setLevel(Level.TRACE);
        String token = token("careful");
        String wrong = token.substring(0, token.length() - 6) + "wrong1";
        String secret;
        try {
            HttpResponse<String> made = gateway.send(
                    gateway.builder("/api/keys", "Content-Type", "application/json", "Authorization", "Bearer " + token)
                            .POST(BodyPublishers.ofString("{\"name\":\"quiet\"}")));
            secret = json(made).getString("secret");
            gateway.get("/api/tracks", "X-API-Key", secret, "X-Forwarded-For", address());
            gateway.get("/api/tracks", "X-API-Key", secret + "x", "X-Forwarded-For", address());
            get("/api/tracks?access_token=" + token + "&sig=0123signature", address(), token);
            get("/api/tracks", address(), wrong);
            get("/api/none?password=hunter2", address(), token);
            gateway.get("/api/tracks", "Authorization", "Basic dXNlcjpodW50ZXIy", "X-Forwarded-For", address());
            eventually().until(() -> lines.list.stream()
                    .anyMatch(line ->
                            text(line).contains("/api/none") && text(line).contains("careful")));
        } finally {
            root.detachAppender(lines);
            ours.setLevel(null);
            ((Logger) LoggerFactory.getLogger("alchemy")).setLevel(before);
        }
        assertThat(lines.list).isNotEmpty();
        for (ILoggingEvent line : List.copyOf(lines.list)) {
            assertThat(text(line))
                    .doesNotContain(
                            token, wrong, secret, "0123signature", "hunter2", "dXNlcjpodW50ZXIy", Issuer.SECRET);
        }
    }

    private static String text(ILoggingEvent line) {
        return line.getFormattedMessage() + " " + line.getKeyValuePairs() + " "
                + (line.getThrowableProxy() == null
                        ? ""
                        : line.getThrowableProxy().getMessage());
    }

    /** Another one each time. */
    private static String address() {
        int number = addresses.getAndIncrement();
        return "198.51." + number / 250 + "." + (number % 250 + 1);
    }

    private static String token(String owner) {
        return issuer.withSecret(Issuer.SECRET, Issuer.claims().put("sub", owner));
    }

    private static HttpResponse<String> get(String path, String from, String token)
            throws IOException, InterruptedException {
        return token.isEmpty()
                ? gateway.get(path, "X-Forwarded-For", from)
                : gateway.get(path, "X-Forwarded-For", from, "Authorization", "Bearer " + token);
    }
}
