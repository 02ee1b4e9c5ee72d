package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.identity.Issuer;
import io.soundforge.alchemy.platform.identity.SignInConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that carry a permission of their own, on a server where callers sign in. */
class FileLinksTest {
    private static final String SECRET = "the first secret of at least 32 characters";
    private static final String FORMER = "the former secret of at least 32 characters";

    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;
    private static Issuer issuer;
    private static OwnerId owner;
    private static StoredTrack track;
    private static Asset stem;
    private static Asset otherStem;
    private static String signed;

    @BeforeAll
    static void deploy() throws Exception {
        issuer = new Issuer(services.vertx());
        gateway = gateway(List.of(SECRET, FORMER));
        owner = new OwnerId(UUID.randomUUID().toString());
        track = new StoredTrack(services, owner, "song");
        track.add(AssetRole.ORIGINAL, "original.wav", bytes("original"));
        stem = track.add(AssetRole.STEM, "vocals.wav", bytes("vocals"));
        otherStem = track.add(AssetRole.STEM, "drums.wav", bytes("drums"));
        signed = sign(stem(stem)).getString(0);
    }

    private static GatewayHarness gateway(List<String> secrets) {
        IntakeConfig usual = IntakeConfig.USUAL;
        return new GatewayHarness(
                services,
                new IntakeConfig(usual.quota(), usual.uploadKept(), usual.mostUnfinished(), null, secrets),
                new SignInConfig(Issuer.URL, Issuer.SECRET, null, null));
    }

    @Test
    void signedFile_isServedToAnybody_inPartsToo() throws Exception {
        assertThat(gateway.get(signed).body()).isEqualTo("vocals");
        assertThat(gateway.get(signed, "Range", "bytes=0-2").body()).isEqualTo("voc");
        assertThat(gateway.send(gateway.builder(signed).method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.get(stem(stem)).statusCode()).isEqualTo(401);
    }

    @Test
    void signing_namesTheLinksInTheirOrder_forAnHour() throws Exception {
        long before = Instant.now().getEpochSecond();
        HttpResponse<String> answer = signing(new JsonObject()
                .put("paths", new JsonArray().add(track.path("audio")).add(track.path("stems.zip"))));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonArray urls = json(answer).getJsonArray("urls");
        assertThat(urls.getString(0)).startsWith(track.path("audio") + "?expires=");
        assertThat(gateway.get(urls.getString(0)).body()).isEqualTo("original");
        assertThat(gateway.get(urls.getString(1)).statusCode()).isEqualTo(200);
        assertThat(Instant.parse(json(answer).getString("expiresAt")).getEpochSecond())
                .isBetween(before + 3600, before + 3660);
    }

    static Stream<Arguments> tamperings() {
        String other = "/api/tracks/" + UUID.randomUUID() + "/audio";
        return Stream.of(
                tampering(
                        "another file",
                        link -> link.replace(
                                stem.id().toString(), otherStem.id().toString())),
                tampering("the original", link -> track.path("audio") + link.substring(link.indexOf('?'))),
                tampering("another track", link -> other + link.substring(link.indexOf('?'))),
                tampering("no file", link -> "/api/tracks" + link.substring(link.indexOf('?'))),
                tampering("the track", link -> "/api/tracks/" + track.id() + link.substring(link.indexOf('?'))),
                tampering("a later end", link -> link.replaceFirst("expires=\\d", "expires=9")),
                tampering("no end", link -> link.replaceFirst("expires=\\d+&", "")),
                tampering("an end that is none", link -> link.replaceFirst("expires=\\d+", "expires=never")),
                tampering("a changed signature", FileLinksTest::lastButOneChanged),
                tampering("a shorter signature", link -> link.substring(0, link.length() - 1)),
                tampering("a longer signature", link -> link + "A"),
                tampering("an empty signature", link -> link.replaceFirst("signature=.*", "signature=")),
                tampering("no base64", link -> link.replaceFirst("signature=.*", "signature=%00%ff")),
                tampering("a second signature", link -> link + "&signature=x"),
                tampering("another parameter", link -> link + "&download=1"));
    }

    private static Arguments tampering(String name, UnaryOperator<String> change) {
        return Arguments.of(name, change);
    }

    private static String lastButOneChanged(String link) {
        int at = link.length() - 2;
        return link.substring(0, at) + (link.charAt(at) == 'A' ? 'B' : 'A') + link.substring(at + 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void linkThatWasChanged_isRefused(String name, UnaryOperator<String> change) throws Exception {
        HttpResponse<String> answer = gateway.get(change.apply(signed));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).getString("error")).contains("signature does not hold");
        assertThat(answer.body()).doesNotContain("vocals.wav", SECRET);
    }

    @Test
    void linkDoesNotChangeAnything() throws Exception {
        for (String method : List.of("DELETE", "POST", "PATCH")) {
            assertThat(gateway.send(gateway.builder(signed).method(method, BodyPublishers.noBody()))
                            .statusCode())
                    .as(method)
                    .isEqualTo(401);
        }
    }

    @Test
    void expiredLink_saysSo() throws Exception {
        HttpResponse<String> answer = gateway.get(made(SECRET, stem(stem), 1_700_000_000));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).getString("error")).contains("expired at 2023-11-14T22:13:20Z");
    }

    @Test
    void formerSecret_holdsUntilItIsTakenAway_andAStrangersNever() throws Exception {
        long soon = Instant.now().getEpochSecond() + 600;

        assertThat(gateway.get(made(FORMER, stem(stem), soon)).statusCode()).isEqualTo(200);
        assertThat(gateway(List.of(SECRET)).get(made(FORMER, stem(stem), soon)).statusCode())
                .isEqualTo(403);
        assertThat(gateway.get(made("a secret that nobody has told anybody", stem(stem), soon))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void withoutASecret_allNodesShareOneOfTheirOwn() throws Exception {
        GatewayHarness one = gateway(List.of());
        GatewayHarness other = gateway(List.of());
        String link = json(signing(one, new JsonObject().put("paths", new JsonArray().add(stem(stem)))))
                .getJsonArray("urls")
                .getString(0);

        assertThat(other.get(link).body()).isEqualTo("vocals");
        assertThat(gateway.get(link).statusCode()).isEqualTo(403);
    }

    @Test
    void filesOfOthers_areNotSigned() throws Exception {
        StoredTrack foreign = new StoredTrack(services, new OwnerId("somebody else"), "foreign");
        Asset foreignStem = foreign.add(AssetRole.STEM, "vocals.wav", bytes("foreign"));

        for (String path : List.of(
                foreign.path("audio"),
                foreign.path("stems.zip"),
                foreign.path("stems/" + foreignStem.id()),
                track.path("stems/" + foreignStem.id()),
                track.path("stems/" + UUID.randomUUID()),
                track.path("exports/" + UUID.randomUUID()))) {
            assertThat(signing(new JsonObject().put("paths", new JsonArray().add(path)))
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tracks",
                "/api/keys",
                "/api/cluster",
                "/api/tracks/../keys",
                "/api/tracks/x/audio/../../keys",
                "/api/tracks/%2e%2e/audio",
                "/api/tracks/x/audio?x=1",
                "/api/tracks/x/audio#x",
                "/api/tracks/x/stems/..",
                "/api/tracks/x/analysis/exports/..",
                "//elsewhere/api/tracks/x/audio",
                "https://elsewhere/api/tracks/x/audio",
                "/etc/passwd",
                "/api/tracks/$(id)/audio",
                "/api/tracks/\u0000/audio",
                "/api/tracks/x/audio\r\nSet-Cookie: x=1",
                ""
            })
    void pathOfNoFile_isRefused(String path) throws Exception {
        HttpResponse<String> answer = signing(new JsonObject().put("paths", new JsonArray().add(path)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{\"paths\":[]}",
                "{\"paths\":[5]}",
                "{\"paths\":\"/api\"}",
                "{\"paths\":[\"{stem}\"],\"expiresInSeconds\":0}",
                "{\"paths\":[\"{stem}\"],\"expiresInSeconds\":604801}",
                "{\"paths\":[\"{stem}\"],\"expiresInSeconds\":\"1\"}",
                "{\"paths\":[\"{stem}\"],\"expiresInSeconds\":1e99}",
            })
    void bodyOfAnotherForm_isRefused(String body) throws Exception {
        assertThat(signing(gateway, body.replace("{stem}", stem(stem))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aWeek_isTheLongest() throws Exception {
        JsonObject body =
                new JsonObject().put("paths", new JsonArray().add(stem(stem))).put("expiresInSeconds", 604_800);

        assertThat(signing(body).statusCode()).isEqualTo(200);
    }

    private static String stem(Asset asset) {
        return track.path("stems/" + asset.id());
    }

    private static JsonArray sign(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = signing(new JsonObject().put("paths", new JsonArray().add(path)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).getJsonArray("urls");
    }

    private static HttpResponse<String> signing(JsonObject body) throws IOException, InterruptedException {
        return signing(gateway, body);
    }

    private static HttpResponse<String> signing(GatewayHarness at, JsonObject body)
            throws IOException, InterruptedException {
        return signing(at, body.encode());
    }

    private static HttpResponse<String> signing(GatewayHarness at, String body)
            throws IOException, InterruptedException {
        String token = issuer.withSecret(Issuer.SECRET, Issuer.claims().put("sub", owner.value()));
        return at.send(
                at.builder("/api/files/sign", "Content-Type", "application/json", "Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(body)));
    }

    /** By the documentation, not by our code. */
    private static String made(String secret, String path, long expires) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
        byte[] signature =
                mac.doFinal(bytes("alchemy file link 1\nGET\n" + path + "\n" + expires + "\n" + owner.value()));
        return path + "?expires=" + expires + "&signature="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
