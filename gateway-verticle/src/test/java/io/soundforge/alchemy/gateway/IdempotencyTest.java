package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.gateway.idempotency.BodyDigest;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.idempotency.AnswerStore;
import io.soundforge.alchemy.platform.idempotency.Entry;
import io.soundforge.alchemy.platform.idempotency.RequestKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Idempotency-Key} over real HTTP and a real PostgreSQL. */
class IdempotencyTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;

    private final String key = "key-" + UUID.randomUUID();
    private final String link = "{\"url\":\"https://a.example/" + key + ".mp3\"}";

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
    }

    @Test
    void sameRequest_isAnsweredAgain_andItsWorkDoneOnce() throws Exception {
        HttpResponse<String> first = send("/api/tracks", key, link);
        HttpResponse<String> again = send("/api/tracks", key, link);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(again.headers().firstValue("content-type")).contains("application/json");
        assertThat(tracksOf(key)).isEqualTo(1);
    }

    @Test
    void withoutAKey_everyRequestIsItsOwn() throws Exception {
        gateway.post("/api/tracks", "application/json", link);
        gateway.post("/api/tracks", "application/json", link);

        assertThat(tracksOf(key)).isEqualTo(2);
    }

    @Test
    void sameKeyWithAnotherBody_isRefused() throws Exception {
        send("/api/tracks", key, link);

        HttpResponse<String> other = send("/api/tracks", key, "{\"url\":\"https://a.example/other.mp3\"}");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(other).getString("code")).isEqualTo("key_reused");
        assertThat(send("/api/audio/batch", key, "{\"files\":[\"https://a.example/other.mp3\"]}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void ofManyAtOnce_oneWorksAndTheOthersWaitOrGetItsAnswer() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> quietly("/api/tracks", key, link)))
                .toList();

        List<HttpResponse<String>> answers =
                asked.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).contains(202).isSubsetOf(202, 409);
        assertThat(tracksOf(key)).isEqualTo(1);
    }

    @Test
    void requestInFlight_isAConflictThatSaysWhenToAskAgain() throws Exception {
        beginElsewhere("/api/tracks", link);

        HttpResponse<String> again = send("/api/tracks", key, link);

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(Integer.parseInt(again.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 5);
        assertThat(tracksOf(key)).isZero();
    }

    @Test
    void refusedRequest_leavesItsKeyForACorrectedOne() throws Exception {
        assertThat(send("/api/tracks", key, "{\"url\":\"nonsense\"}").statusCode())
                .isEqualTo(400);
        HttpResponse<String> corrected = retryWhileInFlight("/api/tracks", link);

        assertThat(corrected.statusCode()).isEqualTo(202);
        assertThat(corrected.headers().firstValue("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void upload_isToldByItsFile_notByTheFormAroundIt() throws Exception {
        HttpResponse<String> first = upload("one", "song " + key + ".wav", "RIFF first");
        HttpResponse<String> again = upload("another", "song " + key + ".wav", "RIFF first");
        HttpResponse<String> other = upload("one", "song " + key + ".wav", "RIFF other");
        HttpResponse<String> renamed = upload("one", "else " + key + ".wav", "RIFF first");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(renamed.statusCode()).isEqualTo(422);
        assertThat(tracksOf(key)).isEqualTo(1);
    }

    @Test
    void uploadWhoseAnswerWasLost_isTheTrackThatItMade() throws Exception {
        String track = trackOf(upload("one", "song " + key + ".wav", "RIFF"));
        loseAnswer();

        HttpResponse<String> again = upload("one", "song " + key + ".wav", "RIFF");

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(trackOf(again)).isEqualTo(track);
        assertThat(tracksOf(key)).isEqualTo(1);
    }

    @Test
    void linkWhoseAnswerWasLost_isTheTrackThatItMade() throws Exception {
        String track = trackOf(send("/api/tracks", key, link));
        loseAnswer();

        assertThat(trackOf(send("/api/tracks", key, link))).isEqualTo(track);
        assertThat(tracksOf(key)).isEqualTo(1);
    }

    @Test
    void separations_areAnsweredAgain_andOtherOnesAreMade() throws Exception {
        Track track = withAudio();
        String path = "/api/tracks/" + track.id() + "/separations";

        HttpResponse<String> first = send(path, key, "{}");
        HttpResponse<String> again = send(path, key, "{}");
        loseAnswer();
        HttpResponse<String> afterACrash = send(path, key, "{}");
        send(path, key + "-other", "{\"twoStems\":\"vocals\"}");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.headers().firstValue("location"))
                .isEqualTo(first.headers().firstValue("location"))
                .isPresent();
        assertThat(afterACrash.headers().firstValue("location"))
                .isEqualTo(first.headers().firstValue("location"));
        assertThat(jobsOf(track)).hasSize(2);
    }

    @Test
    void separationsOfOldClients_mayCarryAKeyToo() throws Exception {
        Track track = withAudio();
        String body = "{\"trackId\":\"" + track.id() + "\"}";

        HttpResponse<String> first = send("/api/process/separate", key, body);
        loseAnswer();
        HttpResponse<String> again = send("/api/process/separate", key, body);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(json(again).getString("jobId")).isEqualTo(json(first).getString("jobId"));
        assertThat(jobsOf(track)).hasSize(1);
    }

    @Test
    void batchWithoutAName_isTheSameBatchAgain() throws Exception {
        String body = "{\"files\":[\"https://a.example/" + key + ".mp3\"]}";
        HttpResponse<String> first = send("/api/audio/batch", key, body);
        loseAnswer();

        HttpResponse<String> again = send("/api/audio/batch", key, body);

        assertThat(json(again).getString("job_id")).isEqualTo(json(first).getString("job_id"));
        assertThat(tracksOf(key)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words"})
    void whatIsNoKey_isRefused(String bad) throws Exception {
        HttpResponse<String> response = send("/api/tracks", bad, link);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(tracksOf(key)).isZero();
    }

    @Test
    void tooLongOrTooMany_areRefused() throws Exception {
        assertThat(send("/api/tracks", "k".repeat(256), link).statusCode()).isEqualTo(400);
        assertThat(send("/api/tracks", "k".repeat(255), link).statusCode()).isEqualTo(202);
        assertThat(gateway.send(gateway.builder(
                                        "/api/tracks",
                                        "Content-Type",
                                        "application/json",
                                        "Idempotency-Key",
                                        "a",
                                        "Idempotency-Key",
                                        "b")
                                .POST(BodyPublishers.ofString(link)))
                        .statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<String> send(String path, String key, String body) throws Exception {
        return send(path, key, "application/json", body);
    }

    private static HttpResponse<String> send(String path, String key, String type, String body) throws Exception {
        return gateway.send(gateway.builder(path, "Content-Type", type, "Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> quietly(String path, String key, String body) {
        try {
            return send(path, key, body);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A refusal is told before the key is free, which takes a moment more. */
    private HttpResponse<String> retryWhileInFlight(String path, String body) {
        return PlatformServices.eventually()
                .until(() -> send(path, key, body), response -> response.statusCode() == 202);
    }

    private HttpResponse<String> upload(String boundary, String name, String content) throws Exception {
        String form = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: audio/wav\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n";
        return send("/api/tracks", key, "multipart/form-data; boundary=" + boundary, form);
    }

    /** As if the node had died after the work and before the answer was kept. */
    private void loseAnswer() {
        await(services.database()
                .pool()
                .query("update kept_answers set status = null, headers = null, body = null, lease_until = now()"
                        + " where key = '" + key + "'")
                .execute());
    }

    /** As if another node had begun the request a moment ago. */
    private void beginElsewhere(String path, String body) {
        String fingerprint = new BodyDigest()
                .add(body.getBytes(StandardCharsets.UTF_8))
                .add("")
                .text();
        RequestKey request = new RequestKey(OwnerId.LOCAL, "POST " + path, key);
        assertThat(await(new AnswerStore(services.database()).begin(request, fingerprint)))
                .isInstanceOf(Entry.Begun.class);
    }

    private static String trackOf(HttpResponse<String> response) {
        return json(response).getJsonObject("track").getString("id");
    }

    private static long tracksOf(String name) {
        return await(services.catalog().list(OwnerId.LOCAL, 10_000, null)).items().stream()
                .filter(track -> track.name().contains(name))
                .count();
    }

    private static List<Job> jobsOf(Track track) {
        return await(services.jobs().ofTracks(List.of(track.id()))).getOrDefault(track.id(), List.of());
    }

    private static Track withAudio() {
        Track track = services.newTrack("song");
        addAsset(track, AssetRole.ORIGINAL, "original");
        addAsset(track, AssetRole.CANONICAL, "canonical");
        return track;
    }

    private static void addAsset(Track track, AssetRole role, String type) {
        String key = "tracks/" + track.id() + "/attempt-1/" + type;
        UUID id = UUID.randomUUID();
        Asset audio = new Asset(id, track.id(), JobId.random(), role, type, type, key, "audio/wav", 10, "abc", 1);
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, audio)));
    }
}
