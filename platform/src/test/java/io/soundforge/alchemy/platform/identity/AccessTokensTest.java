package io.soundforge.alchemy.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of both systems, and everything that must not pass for one. */
class AccessTokensTest {
    private static final Vertx vertx = Vertx.vertx();
    private static final Issuer issuer = new Issuer(vertx);
    private static final Issuer.Keys elliptic = Issuer.elliptic("one");
    private static final Issuer.Keys rsa = Issuer.rsa("two", 2048);

    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private Future<JsonObject> set = Future.succeededFuture(Issuer.published(elliptic, rsa));

    @AfterAll
    static void close() {
        PlatformServices.await(vertx.close());
    }

    @Test
    void allThreeAlgorithmsHold_atTheSameTime() {
        AccessTokens tokens = tokens();

        for (String token : new String[] {
            issuer.withSecret(Issuer.SECRET, Issuer.claims()),
            issuer.with(elliptic, Issuer.claims()),
            issuer.with(rsa, Issuer.claims()),
            issuer.with(
                    rsa, Issuer.claims().put("aud", new JsonArray().add("other").add("authenticated")))
        }) {
            Caller caller = PlatformServices.await(tokens.check(token));
            assertThat(caller.owner().value()).isEqualTo(Issuer.SUBJECT);
            assertThat(caller.standing()).isEqualTo(Caller.Standing.USER);
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void theProjectsServiceKey_isTheServiceRole() {
        JsonObject claims = new JsonObject()
                .put("iss", "supabase")
                .put("role", "service_role")
                .put("exp", Instant.now().getEpochSecond() + 3600);

        assertThat(PlatformServices.await(tokens().check(issuer.withSecret(Issuer.SECRET, claims)))
                        .standing())
                .isEqualTo(Caller.Standing.SERVICE);
    }

    @Test
    void tokensForDevelopment_hold() {
        DevelopmentToken development = new DevelopmentToken(Issuer.SECRET, Issuer.URL);
        UUID subject = UUID.randomUUID();

        assertThat(PlatformServices.await(tokens().check(development.of(subject, Instant.now(), Duration.ofHours(1))))
                        .owner()
                        .value())
                .isEqualTo(subject.toString());
        assertThat(PlatformServices.await(tokens().check(development.ofService(Instant.now(), Duration.ofHours(1))))
                        .standing())
                .isEqualTo(Caller.Standing.SERVICE);
    }

    static Stream<Arguments> whatIsNoToken() {
        long now = Instant.now().getEpochSecond();
        String good = issuer.withSecret(Issuer.SECRET, Issuer.claims());
        String[] parts = good.split("\\.", -1);
        Issuer.Keys stranger = Issuer.elliptic("one");
        return Stream.of(
                Arguments.of("", "three parts"),
                Arguments.of("a.b", "three parts"),
                Arguments.of("a.b.c.d", "three parts"),
                Arguments.of("ü.b.c", "malformed"),
                Arguments.of("a.b.c", "malformed"),
                Arguments.of("x".repeat(9000), "longer"),
                Arguments.of(parts[0] + "." + parts[1] + ".", "signature"),
                Arguments.of(
                        parts[0] + "." + encoded(Issuer.claims().put("sub", "somebody")) + "." + parts[2], "signature"),
                Arguments.of(encoded(new JsonObject().put("alg", "none")) + "." + parts[1] + ".", "algorithm"),
                Arguments.of(encoded(new JsonObject().put("alg", "None")) + "." + parts[1] + ".", "algorithm"),
                Arguments.of(
                        encoded(new JsonObject().put("alg", "HS512")) + "." + parts[1] + "." + parts[2], "algorithm"),
                Arguments.of(encoded(new JsonObject().put("alg", 5)) + "." + parts[1] + "." + parts[2], "algorithm"),
                Arguments.of(
                        header(h -> h.put("crit", new JsonArray())) + "." + parts[1] + "." + parts[2], "extensions"),
                Arguments.of(
                        issuer.withSecret("another secret, just as long as the good one", Issuer.claims()),
                        "signature"),
                Arguments.of(issuer.with(stranger, Issuer.claims()), "signature"),
                Arguments.of(issuer.with(Issuer.elliptic("three"), Issuer.claims()), "no such key"),
                // The published key as if it were the secret: the classic confusion.
                Arguments.of(issuer.withSecret(rsa.open().getString("n"), Issuer.claims()), "signature"),
                Arguments.of(signed(Issuer.claims().put("exp", now - 31)), "expired"),
                Arguments.of(signed(without("exp")), "'exp'"),
                Arguments.of(signed(Issuer.claims().put("exp", "tomorrow")), "not accepted"),
                Arguments.of(signed(Issuer.claims().put("nbf", now + 120)), "not hold yet"),
                Arguments.of(signed(Issuer.claims().put("aud", "others")), "audience"),
                Arguments.of(signed(Issuer.claims().put("aud", new JsonArray())), "audience"),
                Arguments.of(signed(without("aud")), "audience"),
                Arguments.of(signed(Issuer.claims().put("iss", "https://elsewhere/auth/v1")), "issuer"),
                Arguments.of(signed(without("iss")), "issuer"),
                Arguments.of(signed(Issuer.claims().put("role", "anon")), "public key"),
                Arguments.of(signed(without("sub")), "'sub'"),
                Arguments.of(signed(Issuer.claims().put("sub", "../../etc")), "'sub'"),
                Arguments.of(signed(Issuer.claims().put("sub", "local")), "'sub'"),
                Arguments.of(signed(Issuer.claims().put("sub", "service")), "'sub'"),
                Arguments.of(signed(Issuer.claims().put("sub", 5)), "'sub'"));
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("whatIsNoToken")
    void everythingElseIsRefused_andSaysWhy(String token, String why) {
        assertThatThrownBy(() -> PlatformServices.await(tokens().check(token)))
                .isInstanceOfSatisfying(AlchemyException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
                    assertThat(refused).hasMessageContaining(why);
                });
    }

    @Test
    void withoutASecret_noSignatureOfOneCounts() {
        AccessTokens tokens = new AccessTokens(null, keys(), new TokenClaims(null), Clock.systemUTC());

        assertThatThrownBy(() -> PlatformServices.await(tokens.check(issuer.withSecret("x", Issuer.claims()))))
                .isInstanceOf(AlchemyException.class);
        assertThatThrownBy(
                        () -> PlatformServices.await(tokens.check(issuer.withSecret(Issuer.SECRET, Issuer.claims()))))
                .hasMessageContaining("with a secret are not accepted");
    }

    @Test
    void aNewKeyIsFetched_butNotOftenerThanEveryHalfMinute() {
        AccessTokens tokens = tokens();
        Issuer.Keys next = Issuer.elliptic("next");
        String token = issuer.with(next, Issuer.claims());

        assertThatThrownBy(() -> PlatformServices.await(tokens.check(token))).hasMessageContaining("no such key");
        set = Future.succeededFuture(Issuer.published(next));
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> PlatformServices.await(tokens.check(token)))
                    .hasMessageContaining("no such key");
        }
        assertThat(fetches).hasValue(1);
        nanos.addAndGet(PublishedKeys.BETWEEN_FETCHES.toNanos());

        assertThat(PlatformServices.await(tokens.check(token)).standing()).isEqualTo(Caller.Standing.USER);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void whileTheIssuerIsDown_knownKeysGoOnCounting_andRevokedOnesEndWhenItIsBack() {
        AccessTokens tokens = tokens();
        String token = issuer.with(elliptic, Issuer.claims());
        PlatformServices.await(tokens.check(token));
        set = Future.failedFuture("down");
        nanos.addAndGet(PublishedKeys.FRESH_FOR.toNanos());
        PlatformServices.await(tokens.check(token));
        PlatformServices.await(tokens.check(token));
        assertThat(fetches).hasValue(2);

        set = Future.succeededFuture(Issuer.published(rsa));
        nanos.addAndGet(PublishedKeys.FRESH_FOR.toNanos());
        PlatformServices.await(tokens.check(token));

        assertThatThrownBy(() -> PlatformServices.await(tokens.check(token))).hasMessageContaining("no such key");
    }

    @Test
    void weakAndStrangePublishedKeys_areLeftOut() {
        Issuer.Keys weak = Issuer.rsa("weak", 1024);
        set = Future.succeededFuture(new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(weak.open())
                                .add(rsa.open().copy().put("use", "enc"))
                                .add(new JsonObject()
                                        .put("kty", "oct")
                                        .put("kid", "secret")
                                        .put("k", "AAAA"))));

        assertThatThrownBy(() -> PlatformServices.await(tokens().check(issuer.with(weak, Issuer.claims()))))
                .hasMessageContaining("no such key");
        assertThatThrownBy(() -> PlatformServices.await(tokens().check(issuer.with(rsa, Issuer.claims()))))
                .hasMessageContaining("no such key");
    }

    private AccessTokens tokens() {
        return new AccessTokens(
                SigningKey.ofSecret(vertx, Issuer.SECRET),
                keys(),
                new TokenClaims(Issuer.URL + "/auth/v1"),
                Clock.systemUTC());
    }

    private PublishedKeys keys() {
        return new PublishedKeys(
                vertx,
                () -> {
                    fetches.incrementAndGet();
                    return set;
                },
                nanos::get);
    }

    private static String signed(JsonObject claims) {
        return issuer.withSecret(Issuer.SECRET, claims);
    }

    private static JsonObject without(String claim) {
        JsonObject claims = Issuer.claims();
        claims.remove(claim);
        return claims;
    }

    private static String header(UnaryOperator<JsonObject> change) {
        return encoded(change.apply(new JsonObject().put("alg", "HS256").put("typ", "JWT")));
    }

    private static String encoded(JsonObject json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }
}
