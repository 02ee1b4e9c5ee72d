package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.FetchCollection;
import io.soundforge.alchemy.contracts.spotify.ResolveShortLink;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists of batches, what failed in them done again, and albums as files. */
class BatchListTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static final String PLAYLIST = "https://open.spotify.com/playlist/";
    private static final String ALBUM = "https://open.spotify.com/album/";
    private static final String BIG = "b".repeat(22);

    private static GatewayHarness gateway;

    private final String id = "batch-" + UUID.randomUUID();

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
        await(services.bus().answer(FetchCollection.FETCH_COLLECTION, question -> collection(question.link())));
        await(services.bus()
                .answer(
                        ResolveShortLink.RESOLVE_SHORT_LINK,
                        question -> question.link().code().equals("album2")
                                ? Future.succeededFuture(new SpotifyLink(SpotifyLink.Kind.ALBUM, album(2)))
                                : Future.failedFuture(
                                        new AlchemyException(ErrorCode.INVALID_REQUEST, "it leads elsewhere"))));
    }

    /** An album of as many tracks as its id begins with; of most others nothing is known. */
    private static Future<CollectionMetadata> collection(SpotifyLink link) {
        if (link.id().equals("x".repeat(22))) {
            return Future.failedFuture(new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, "Spotify is away"));
        }
        int tracks = link.id().equals(BIG) ? 5000 : Integer.parseInt(link.id().substring(0, 1));
        return Future.succeededFuture(new CollectionMetadata(
                link,
                "An album",
                null,
                IntStream.range(0, tracks)
                        .mapToObj(i -> new CollectionTrack(
                                link.id().substring(4) + "%04d".formatted(i),
                                "Song " + i,
                                link.kind() == SpotifyLink.Kind.PLAYLIST ? List.of("One", "Two") : List.of(),
                                null,
                                null,
                                null,
                                2.5,
                                null,
                                "GBARL9300135",
                                null))
                        .toList(),
                new SkippedItems(0, 0, 0),
                tracks,
                "embed",
                true));
    }

    @Test
    void list_isNewestFirst_andStableWhileBatchesAreAdded() throws Exception {
        List<String> ours = IntStream.range(0, 5).mapToObj(i -> id + "-" + i).toList();
        for (String name : ours) {
            post(name, "https://a.example/" + name + ".mp3");
        }

        JsonObject first = json(gateway.get("/api/audio/batch?limit=2"));
        post(id + "-late", "https://a.example/late.mp3");
        JsonObject second = json(gateway.get("/api/audio/batch?limit=2&cursor=" + first.getString("next")));

        assertThat(names(first)).containsExactly(ours.get(4), ours.get(3));
        assertThat(names(second)).containsExactly(ours.get(2), ours.get(1));
        assertThat(names(json(gateway.get("/api/audio/batch?limit=1")))).containsExactly(id + "-late");
        assertThat(first.getJsonArray("batches").getJsonObject(0).containsKey("items"))
                .isFalse();
    }

    @Test
    void list_isFilteredByState() throws Exception {
        post(id + "-gone", "https://a.example/1.mp3");
        post(id, "https://a.example/2.mp3");
        gateway.delete("/api/jobs/" + id + "-gone");

        assertThat(names(json(gateway.get("/api/audio/batch?state=cancelled&limit=100"))))
                .contains(id + "-gone")
                .doesNotContain(id);
        assertThat(gateway.get("/api/audio/batch?state=lost").statusCode()).isEqualTo(400);
        assertThat(gateway.get("/api/audio/batch?cursor=lost").statusCode()).isEqualTo(400);
        assertThat(gateway.get("/api/audio/batch?limit=101").statusCode()).isEqualTo(400);
    }

    @Test
    void items_areFilteredByState_inParts() throws Exception {
        post(id, links(9));
        fail(1, 3, 5, 7);

        JsonObject first = json(gateway.get("/api/jobs/" + id + "?state=error&limit=3"));
        JsonObject second =
                json(gateway.get("/api/jobs/" + id + "/results?state=error&limit=3&cursor=" + first.getString("next")));

        assertThat(indices(first)).containsExactly(1, 3, 5);
        assertThat(indices(second)).containsExactly(7);
        assertThat(second.getString("next")).isNull();
        assertThat(indices(json(gateway.get("/api/jobs/" + id + "?state=queued"))))
                .containsExactly(0, 2, 4, 6, 8);
        assertThat(indices(json(gateway.get("/api/jobs/" + id + "?state=partial"))))
                .isEmpty();
    }

    @Test
    void retry_beginsFailedItemsAnewWithAllTheirSteps_andNothingElse() throws Exception {
        post(id, links(4));
        fail(1, 2);
        cancel(3);

        HttpResponse<String> answer = retry();

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).getInteger("retried")).isEqualTo(2);
        JsonObject batch = json(answer).getJsonObject("batch");
        assertThat(batch.getInteger("queued")).isEqualTo(3);
        assertThat(batch.getInteger("cancelled")).isEqualTo(1);
        assertThat(batch.getInteger("failed")).isZero();
        List<Job> jobs = jobsOf(1);
        assertThat(jobs)
                .extracting(Job::kind)
                .containsExactly(
                        JobKind.DOWNLOAD,
                        JobKind.SEPARATE,
                        JobKind.ANALYZE,
                        JobKind.DOWNLOAD,
                        JobKind.SEPARATE,
                        JobKind.ANALYZE);
        assertThat(await(services.jobs().args(jobs.get(3).id())))
                .isEqualTo(await(services.jobs().args(jobs.get(0).id())));
        assertThat(jobsOf(0)).hasSize(3);
        assertThat(json(retry()).getInteger("retried")).isZero();
    }

    @Test
    void retriedWork_isCancelledWithItsBatch() throws Exception {
        post(id, links(2));
        fail(0);
        retry();

        JsonObject cancelled = json(gateway.delete("/api/jobs/" + id));

        assertThat(cancelled.getInteger("cancelled")).isEqualTo(2);
        assertThat(jobsOf(0))
                .allSatisfy(job -> assertThat(job.state().terminal()).isTrue());
    }

    @Test
    void ofTwoRetriesAtOnce_oneFindsNothingLeft() throws Exception {
        post(id, links(3));
        fail(0, 1, 2);

        List<CompletableFuture<Integer>> both = Stream.generate(() -> CompletableFuture.supplyAsync(this::retried))
                .limit(4)
                .toList();

        assertThat(both.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(3);
        assertThat(jobsOf(0)).hasSize(6);
    }

    @Test
    void album_isAsManyFilesAsItHasTracks_inItsPlace() throws Exception {
        String album = ALBUM + album(3);
        JsonObject accepted = json(post(id, "https://a.example/before.mp3", album, "https://a.example/after.mp3"));

        assertThat(accepted.getJsonArray("collections"))
                .containsExactly(new JsonObject()
                        .put("url", album)
                        .put("type", "album")
                        .put("name", "An album")
                        .put("tracks", 3)
                        .put(
                                "skipped",
                                new JsonObject()
                                        .put("local", 0)
                                        .put("removed", 0)
                                        .put("episodes", 0))
                        .put("total", 3)
                        .put("source", "embed")
                        .put("complete", true));
        JsonArray items = json(gateway.get("/api/jobs/" + id)).getJsonArray("items");

        assertThat(items).hasSize(5);
        assertThat(items.getJsonObject(0).getString("file")).endsWith("before.mp3");
        assertThat(items.getJsonObject(1).getString("file")).startsWith("https://open.spotify.com/track/");
        assertThat(items.getJsonObject(4).getString("file")).endsWith("after.mp3");
        assertThat(jobsOf(3)).first().extracting(Job::kind).isEqualTo(JobKind.RESOLVE);
    }

    /** The request was right: the same one may be accepted in a minute. */
    @Test
    void batchOfNothingButAnAlbumThatCannotBeReadNow_isNoInvalidRequest() throws Exception {
        JsonObject body = new JsonObject().put("files", new JsonArray().add(ALBUM + "x".repeat(22)));

        HttpResponse<String> answer = gateway.post("/api/audio/batch", "application/json", body.encode());

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(json(answer).getString("error")).contains("files[0]: Spotify is away");
    }

    /** What the playlist told is not asked for again, track by track. */
    @Test
    void playlistThatTellsEnough_startsWithTheAudio_andKeepsWhatItTold() throws Exception {
        post(id, PLAYLIST + album(2));

        List<Job> jobs = jobsOf(1);
        assertThat(jobs).first().extracting(Job::kind).isEqualTo(JobKind.DOWNLOAD);
        JsonObject track = json(gateway.get("/api/tracks/" + jobs.get(0).track()));
        assertThat(track.getString("name")).isEqualTo("Song 1");
        assertThat(track.getString("artist")).isEqualTo("One, Two");
        assertThat(track.getDouble("duration")).isEqualTo(2.5);
        JsonObject metadata = track.getJsonObject("metadata");
        assertThat(metadata.getJsonObject("track").getJsonArray("artists")).containsExactly("One", "Two");
        assertThat(metadata.getJsonObject("track").getString("isrc")).isEqualTo("GBARL9300135");
        assertThat(metadata.getString("source")).isEqualTo("embed");
    }

    @Test
    void shortLinks_areReadInTheirPlaces() throws Exception {
        post(id, "https://spotify.link/album2", "https://spotify.link/nowhere", "https://a.example/after.mp3");

        JsonArray items = json(gateway.get("/api/jobs/" + id)).getJsonArray("items");

        assertThat(items).hasSize(4);
        assertThat(items.getJsonObject(1).getString("file")).startsWith("https://open.spotify.com/track/");
        assertThat(items.getJsonObject(2).getString("error")).contains("leads elsewhere");
        assertThat(items.getJsonObject(3).getString("file")).endsWith("after.mp3");
    }

    @Test
    void albumThatCannotBeUsed_isAnItemWithItsReason() throws Exception {
        post(id, "https://a.example/1.mp3", ALBUM + "x".repeat(22), ALBUM + album(0), ALBUM + BIG);

        JsonArray items = json(gateway.get("/api/jobs/" + id)).getJsonArray("items");

        assertThat(items).hasSize(4);
        assertThat(items.getJsonObject(1).getString("error_code")).isEqualTo("source_unavailable");
        assertThat(items.getJsonObject(2).getString("error")).contains("no tracks in it");
        assertThat(items.getJsonObject(3).getString("error")).contains("5000 tracks", "more than 5000 files");
    }

    @Test
    void moreThanTenAlbums_areRefusedFromTheEleventhOn() throws Exception {
        post(id, IntStream.range(0, 11).mapToObj(i -> ALBUM + album(1)).toArray(String[]::new));

        JsonArray items = json(gateway.get("/api/jobs/" + id)).getJsonArray("items");

        assertThat(items.getJsonObject(9).getString("error")).isNull();
        assertThat(items.getJsonObject(10).getString("error")).contains("at most 10 albums");
    }

    /** An id of its own, so that its tracks are new. */
    private static String album(int tracks) {
        return tracks + UUID.randomUUID().toString().replace("-", "").substring(0, 21);
    }

    private String[] links(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "https://a.example/" + id + "/" + i + ".mp3")
                .toArray(String[]::new);
    }

    /** As if the downloads of these items had been tried in vain. */
    private void fail(int... items) throws Exception {
        for (int item : items) {
            List<UUID> ids = jobsOf(item).stream().map(job -> job.id().value()).toList();
            end(ids.subList(0, 1), "failed", ErrorCode.SOURCE_UNAVAILABLE);
            end(ids.subList(1, ids.size()), "cancelled", ErrorCode.PREDECESSOR_FAILED);
        }
    }

    private static void end(List<UUID> jobs, String state, ErrorCode code) {
        String ids = String.join("','", jobs.stream().map(UUID::toString).toList());
        await(services.database()
                .pool()
                .query("update jobs set state = '" + state + "', error_code = '" + code.text()
                        + "', error_message = 'in vain', finished_at = now() where id in ('" + ids + "')")
                .execute());
    }

    private void cancel(int item) throws Exception {
        await(services.jobs().cancel(jobsOf(item).get(0).id()));
        assertThat(jobsOf(item)).extracting(Job::state).containsOnly(JobState.CANCELLED);
    }

    private HttpResponse<String> retry() throws Exception {
        return gateway.post("/api/jobs/" + id + "/retry", "application/json", "");
    }

    private int retried() {
        try {
            return json(retry()).getInteger("retried");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Job> jobsOf(int item) throws Exception {
        JsonObject shown =
                json(gateway.get("/api/jobs/" + id)).getJsonArray("items").getJsonObject(item);
        TrackId track = TrackId.parse(shown.getString("track_id"));
        return await(services.jobs().ofTracks(List.of(track))).getOrDefault(track, List.of());
    }

    private static List<Object> names(JsonObject list) {
        List<Object> names = new ArrayList<>();
        list.getJsonArray("batches").forEach(batch -> names.add(((JsonObject) batch).getString("job_id")));
        return names;
    }

    private static List<Object> indices(JsonObject batch) {
        List<Object> indices = new ArrayList<>();
        batch.getJsonArray("items").forEach(item -> indices.add(((JsonObject) item).getInteger("index")));
        return indices;
    }

    private static HttpResponse<String> post(String id, String... files) throws Exception {
        JsonObject body = new JsonObject().put("job_id", id).put("files", new JsonArray(List.of((Object[]) files)));
        HttpResponse<String> response = gateway.post("/api/audio/batch", "application/json", body.encode());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return response;
    }
}
