package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.gateway.GatewayHarness.json;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.media.MediaFacts;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.platform.catalog.TrackDescription;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetadataRoutesTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private static GatewayHarness gateway;

    @BeforeAll
    static void deploy() {
        gateway = new GatewayHarness(services);
    }

    @Test
    void whatWasFoundInTheOriginal_isTold() throws Exception {
        StoredTrack track = new StoredTrack(services, OwnerId.LOCAL, "Title");
        Map<String, String> tags =
                Map.of("title", "Title", "artist", "Artist", "album", "Album", "year", "1999", "genre", "Dub");
        MediaFacts facts = new MediaFacts("mp3", "mp3", 44_100, 2, 10.0, 400_000, tags);
        await(services.database()
                .inTransaction(tx -> services.catalog().putMedia(tx, track.id(), JobId.random(), facts)));
        await(services.database().inTransaction(tx -> services.catalog()
                .describe(
                        tx,
                        track.id(),
                        new TrackDescription(null, "Known Artist", null, "https://i.example/c", null))));

        JsonObject told = json(gateway.get(track.path("metadata")));

        assertThat(told.getString("title")).isEqualTo("Title");
        assertThat(told.getString("artist")).isEqualTo("Known Artist");
        assertThat(told.getString("album")).isEqualTo("Album");
        assertThat(told.getString("date")).isEqualTo("1999");
        assertThat(told.getString("genre")).isEqualTo("Dub");
        assertThat(told.getString("codec")).isEqualTo("mp3");
        assertThat(told.getInteger("sampleRate")).isEqualTo(44_100);
        assertThat(told.getDouble("duration")).isEqualTo(10);
        assertThat(told.getLong("bitRate")).isEqualTo(320_000);
        assertThat(told.getString("coverUrl")).isEqualTo("https://i.example/c");
        assertThat(told.getValue("embeddedCoverUrl")).isNull();
        assertThat(told.getJsonObject("tags").getString("artist")).isEqualTo("Artist");
    }

    @Test
    void trackOfWhichNothingIsKnown_hasATitle() throws Exception {
        StoredTrack track = new StoredTrack(services, OwnerId.LOCAL, "Only a name");

        JsonObject told = json(gateway.get(track.path("metadata")));

        assertThat(told.getString("title")).isEqualTo("Only a name");
        assertThat(told.getValue("codec")).isNull();
        assertThat(gateway.get(track.path("cover")).statusCode()).isEqualTo(404);
    }

    @Test
    void cover_isServedAsWhatItIs() throws Exception {
        StoredTrack track = new StoredTrack(services, OwnerId.LOCAL, "With a picture");
        track.add(AssetRole.COVER, "cover.png", "image/png", "picture".getBytes(StandardCharsets.US_ASCII));

        HttpResponse<String> answer = gateway.get(track.path("cover"));

        assertThat(answer.body()).isEqualTo("picture");
        assertThat(answer.headers().firstValue("content-type")).contains("image/png");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(gateway.get(
                                track.path("cover"),
                                "If-None-Match",
                                answer.headers().firstValue("etag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
        assertThat(json(gateway.get(track.path("metadata"))).getString("embeddedCoverUrl"))
                .isEqualTo(track.path("cover"));
    }
}
