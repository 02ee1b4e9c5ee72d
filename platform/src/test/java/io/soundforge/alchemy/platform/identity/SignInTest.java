package io.soundforge.alchemy.platform.identity;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.identity.Caller.Standing;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Headers to callers, with a real database of keys and a real server of published ones. */
class SignInTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final Vertx vertx = Vertx.vertx();
    private static final String SERVICE_KEY = "sb_secret_of_the_project";
    private final ApiKeyStore keys = new ApiKeyStore(services.database());

    @AfterAll
    static void close() {
        await(vertx.close());
    }

    @Test
    void aTokenOfAPublishedKey_isCheckedOverHttp() {
        Issuer.Keys pair = Issuer.elliptic("one");
        HttpServer server = await(vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode("/auth/v1/.well-known/jwks.json".equals(request.path()) ? 200 : 404)
                        .end(Issuer.published(pair).encode()))
                .listen(0, "127.0.0.1"));
        String url = "http://127.0.0.1:" + server.actualPort();
        SignIn signIn = SignIn.create(vertx, new SignInConfig(url + "/", null, null, null), keys);
        String token = new Issuer(vertx).with(pair, Issuer.claims().put("iss", url + "/auth/v1"));

        assertThat(await(signIn.of(bearer(token)))).map(Caller::owner).contains(new OwnerId(Issuer.SUBJECT));
        assertThatThrownBy(() -> await(signIn.of(bearer(new Issuer(vertx).withSecret("x", Issuer.claims())))))
                .hasMessageContaining("not accepted");
    }

    @Test
    void anApiKeyOpensUntilItIsRevoked() {
        OwnerId owner = new OwnerId(UUID.randomUUID().toString());
        SignIn signIn = closed();
        ApiKeyStore.Created created = await(keys.create(owner, "mixer", false, null));

        assertThat(created.text()).matches("sfa_[0-9a-f]{32}_[A-Za-z0-9_-]{43}");
        assertThat(created.toString()).doesNotContain(created.text());
        for (MultiMap headers : new MultiMap[] {
            bearer(created.text()), header("X-API-Key", created.text()), header("apikey", created.text())
        }) {
            assertThat(await(signIn.of(headers))).contains(new Caller(owner, Standing.PROGRAM, null));
        }
        assertThat(await(keys.list(owner))).singleElement().satisfies(key -> {
            assertThat(key.name()).isEqualTo("mixer");
            assertThat(key.lastUsed()).isNotNull();
        });

        await(keys.revoke(owner, created.key().id()));

        assertRefused(signIn, bearer(created.text()));
        assertThat(await(keys.list(owner))).isEmpty();
        assertThatThrownBy(() -> await(keys.revoke(owner, created.key().id()))).hasMessageContaining("no API key");
    }

    @Test
    void anApiKeyMayOnlyLook_orExpire_andIsNobodyElses() {
        OwnerId owner = new OwnerId(UUID.randomUUID().toString());
        ApiKeyStore.Created reader = await(keys.create(owner, "screen", true, Duration.ofDays(1)));
        ApiKeyStore.Created expired = await(keys.create(owner, "old", false, Duration.ofSeconds(-1)));

        assertThat(await(closed().of(bearer(reader.text()))))
                .map(Caller::standing)
                .contains(Standing.READER);
        assertRefused(closed(), bearer(expired.text()));
        assertRefused(closed(), bearer(reader.text().substring(0, 60) + "AAAAAAAAAAAAAAAAAAAA"));
        assertRefused(closed(), bearer("sfa_" + "0".repeat(32) + "_" + "A".repeat(43)));
        assertRefused(closed(), bearer("sfa_nonsense"));
        assertThatThrownBy(() ->
                        await(keys.revoke(new OwnerId("another"), reader.key().id())))
                .hasMessageContaining("no API key");
    }

    @Test
    void keysAreBounded_alsoForManyAtOnce() {
        OwnerId owner = new OwnerId(UUID.randomUUID().toString());
        for (int i = 0; i < ApiKeyStore.MOST; i++) {
            await(keys.create(owner, "key " + i, false, null));
        }

        assertThatThrownBy(() -> await(keys.create(owner, "one more", false, null)))
                .isInstanceOfSatisfying(
                        AlchemyException.class, full -> assertThat(full.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void theSecretKey_isTheServiceRole_andThePublicKeyNobody() {
        assertThat(await(closed().of(header("apikey", SERVICE_KEY))))
                .map(Caller::standing)
                .contains(Standing.SERVICE);
        assertThat(await(closed().of(header("apikey", "sb_publishable_x")))).isEmpty();
        assertThat(await(closed().of(MultiMap.caseInsensitiveMultiMap()))).isEmpty();
        assertRefused(closed(), header("Authorization", "Basic dXNlcjpwYXNz"));
    }

    @Test
    void withoutSupabase_everybodyIsLocal() {
        SignIn open = SignIn.create(vertx, SignInConfig.open(), keys);

        assertThat(open.isOpen()).isTrue();
        for (MultiMap headers : new MultiMap[] {
            MultiMap.caseInsensitiveMultiMap(),
            bearer("anything"),
            header("Authorization", "Basic x"),
            header("apikey", "x")
        }) {
            assertThat(await(open.of(headers))).isEqualTo(Optional.of(Caller.local()));
        }
    }

    private SignIn closed() {
        return SignIn.create(vertx, new SignInConfig(null, Issuer.SECRET, null, SERVICE_KEY), keys);
    }

    private static void assertRefused(SignIn signIn, MultiMap headers) {
        assertThatThrownBy(() -> await(signIn.of(headers)))
                .isInstanceOfSatisfying(AlchemyException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    private static MultiMap bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    private static MultiMap header(String name, String value) {
        return MultiMap.caseInsensitiveMultiMap().add(name, value);
    }
}
