package io.soundforge.alchemy.gateway.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadRequestTest {
    private static final String ID = "4uLU6hMCjMI75M1A2tKUQC";
    private static final String LINK = "https://open.spotify.com/track/" + ID;
    private static final SeparationOptions REMEMBERED = SeparationOptions.defaults();

    @Test
    void whatTheOriginalsClientSends_isADownloadAndNothingElse() {
        DownloadRequest request = parse("{\"trackId\":\"" + ID + "\",\"spotifyUrl\":\"" + LINK
                + "?si=1\",\"trackInfo\":"
                + "{\"id\":\"" + ID + "\",\"title\":\"One\\u001b[2J\",\"artist\":\"A, B\",\"albumName\":\"Album\","
                + "\"albumArt\":\"https://i.example/x.jpg\",\"duration\":\"3:05\",\"previewUrl\":null}}");

        assertThat(steps(request, Optional.empty())).containsExactly(new DownloadAudio(AudioSource.match(LINK)));
        Track track = request.newTrack(OwnerId.LOCAL, Instant.EPOCH);
        assertThat(track.name()).isEqualTo("One [2J");
        assertThat(track.artist()).isEqualTo("A, B");
        assertThat(track.album()).isEqualTo("Album");
        assertThat(track.coverUrl()).isEqualTo("https://i.example/x.jpg");
        assertThat(track.duration()).isEqualTo(185);
        assertThat(track.externalId()).isEqualTo("spotify:track:" + ID);
        assertThat(track.sourceUrl()).isEqualTo(LINK);
    }

    @Test
    void linkWithoutATitle_isLookedUpFirst() {
        DownloadRequest request = parse("{\"trackId\":\"mine\",\"spotifyUrl\":\"spotify:track:" + ID + "\"}");

        assertThat(steps(request, Optional.empty()))
                .containsExactly(new ResolveLink(LINK), new DownloadAudio(AudioSource.match(LINK)));
        assertThat(request.newTrack(OwnerId.LOCAL, Instant.EPOCH).externalId()).isEqualTo("client:mine");
    }

    @Test
    void directLink_isFetchedAsItIs() {
        DownloadRequest request = parse("{\"trackId\":\"mine\",\"spotifyUrl\":\"https://a.example/b%20c.mp3\"}");

        assertThat(steps(request, Optional.empty()))
                .containsExactly(new DownloadAudio(AudioSource.url("https://a.example/b%20c.mp3")));
    }

    @Test
    void metadataWithoutALink_isMatchedByTheIdOrTheWords() {
        assertThat(steps(parse("{\"trackId\":\"" + ID + "\",\"trackInfo\":{\"title\":\"T\"}}"), Optional.empty()))
                .containsExactly(new DownloadAudio(AudioSource.match(LINK)));
        assertThat(steps(
                        parse("{\"trackId\":\"x\",\"trackInfo\":{\"title\":\"T\",\"artist\":\"A\"}}"),
                        Optional.empty()))
                .containsExactly(new DownloadAudio(AudioSource.match("A - T")));
    }

    @Test
    void automaticSteps_areOffUnlessAskedFor() {
        String start = "{\"trackId\":\"x\",\"spotifyUrl\":\"https://a.example/b.mp3\"";
        DownloadRequest asked = parse(
                start + ",\"autoProcess\":true,\"autoAnalyze\":true,\"separationOptions\":" + "{\"twoStems\":true}}");

        assertThat(steps(asked, Optional.of(REMEMBERED)).subList(1, 3))
                .containsExactly(new SeparateTrack(separation("{\"twoStems\":true}")), new AnalyzeTrack());
        assertThat(steps(parse(start + ",\"autoProcess\":true}"), Optional.empty())
                        .get(1))
                .isEqualTo(new SeparateTrack(separation("{}")));
        assertThat(steps(parse(start + "}"), Optional.of(REMEMBERED)).get(1)).isEqualTo(new SeparateTrack(REMEMBERED));
        assertThat(steps(parse(start + ",\"autoProcess\":false}"), Optional.of(REMEMBERED)))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|Track ID is required",
                "{\"trackId\":\"  \"}|Track ID is required",
                "{\"trackId\":5}|trackId must be a text",
                "{\"trackId\":\"a\"}|Spotify URL or track info is required",
                "{\"trackId\":\"a\",\"trackInfo\":{}}|trackInfo.title is required",
                "{\"trackId\":\"a\",\"trackInfo\":[]}|trackInfo must be an object",
                "{\"trackId\":\"a\",\"trackInfo\":{\"title\":{}}}|title must be a text",
                "{\"trackId\":\"../../etc\",\"trackInfo\":{\"title\":\"x\"}}|letters, digits",
                "{\"trackId\":\"-rf\",\"trackInfo\":{\"title\":\"x\"}}|letters, digits",
                "{\"trackId\":\"a\",\"spotifyUrl\":\"--exec id\"}|--exec id",
                "{\"trackId\":\"a\",\"spotifyUrl\":\"x\\\";id;\\\"spotify.com/track/1\"}|link to a Spotify track",
                "{\"trackId\":\"a\",\"spotifyUrl\":\"file:///etc/passwd\"}|http(s)",
                "{\"trackId\":\"a\",\"spotifyUrl\":\"https://open.spotify.com/album/4uLU6hMCjMI75M1A2tKUQC\"}|album",
                "{\"trackId\":\"a\",\"spotifyUrl\":\"http://a/b\",\"autoProcess\":1}|true or false",
                "{\"trackId\":\"a\",\"spotifyUrl\":\"http://a/b\",\"autoAnalyze\":\"x\"}|true or false",
                "{\"trackId\":\"a\",\"spotifyUrl\":\"http://a/b\",\"separationOptions\":3}|must be an object",
                "{\"trackId\":\"0000000000000000000000\",\"spotifyUrl\":\"spotify:track:4uLU6hMCjMI75M1A2tKUQC\"}|same track",
            })
    void badRequest_isRefusedNamingWhatWasExpected(String json, String named) {
        assertThatThrownBy(() -> parse(json))
                .hasMessageContaining(named)
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @ParameterizedTest
    @CsvSource({"3:05, 185", "5:60, 360", "0:00, 0", "1:02:03, 3723"})
    void duration_isReadFromAClock(String text, double seconds) {
        assertThat(info("duration", text).duration()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN:NaN", "", "3", "-1:00", "99999:00", "1:2:3:4"})
    void durationThatSaysNothing_isUnknown(String text) {
        assertThat(info("duration", text).duration()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:image/png;base64,x", "/x.jpg", "https://a/\"onload=\"x"})
    void coverThatIsNoWebLink_isNone(String url) {
        assertThat(info("albumArt", url).coverUrl()).isNull();
    }

    @Test
    void longTitle_isCut() {
        assertThat(info("title", "🎵".repeat(5000)).title()).isEqualTo("🎵".repeat(300));
    }

    private static TrackInfo info(String field, String value) {
        return TrackInfo.read(new SentJson(new JsonObject().put(field, value)));
    }

    private static SeparationOptions separation(String json) {
        return SentOptions.read(new SentJson(new JsonObject(json))).options();
    }

    private static List<JobArgs> steps(DownloadRequest request, Optional<SeparationOptions> remembered) {
        return request.plan(remembered).steps().stream().map(Step::args).toList();
    }

    private static DownloadRequest parse(String json) {
        return DownloadRequest.parse(new SentJson(new JsonObject(json)));
    }
}
