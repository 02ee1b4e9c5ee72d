package io.soundforge.alchemy.gateway.karaoke;

import static io.soundforge.alchemy.contracts.job.JobState.CANCELLED;
import static io.soundforge.alchemy.contracts.job.JobState.COMPLETED;
import static io.soundforge.alchemy.contracts.job.JobState.FAILED;
import static io.soundforge.alchemy.contracts.job.JobState.QUEUED;
import static io.soundforge.alchemy.contracts.job.JobState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.TempoCandidate;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.interchange.BeatFiles;
import io.soundforge.alchemy.contracts.interchange.RhythmRegularity;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.stems.SeparationFacts;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.tracks.TrackRows;
import io.soundforge.alchemy.platform.bus.WireJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What karaoke clients are sent, field by field, as JSON files beside this class. */
class KaraokeRecordsTest {
    private static final TrackId TRACK = TrackId.parse("11111111-2222-3333-4444-555555555555");
    private static final JobId JOB = JobId.parse("01234567-89ab-cdef-0123-456789abcdef");
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource({"waiting", "separating", "finished", "partial"})
    void statusAndResults_lookLikeThis(String name) throws Exception {
        KaraokeSong song = Objects.requireNonNull(songs().get(name));

        assertThat(pretty(WireJson.write(KaraokeStatus.of(song)))).isEqualTo(golden(name + "-status.json"));
        assertThat(pretty(WireJson.write(KaraokeResults.of(song)))).isEqualTo(golden(name + "-results.json"));
    }

    @Test
    void beatFiles_lookLikeThis() throws Exception {
        assertThat(pretty(WireJson.write(BeatFiles.analysis(analysis())))).isEqualTo(golden("analysis.json"));
        assertThat(pretty(WireJson.write(BeatFiles.beats(analysis())))).isEqualTo(golden("beats.json"));
        assertThat(pretty(WireJson.write(BeatFiles.onsets(analysis()).orElseThrow())))
                .isEqualTo(golden("onsets.json"));
    }

    @Test
    void onsetsAndRegularity_areThoseFound() {
        TrackAnalysis old = analysis();
        TrackAnalysis analysis = new TrackAnalysis(
                old.duration(),
                old.bpm(),
                old.beatConfidence(),
                old.beats(),
                old.downbeats(),
                old.timeSignature(),
                old.key(),
                old.loudness(),
                old.spectrum(),
                old.sections(),
                old.notes(),
                old.waveform(),
                old.reasons(),
                null,
                List.of(),
                List.of(),
                List.of(new TempoCandidate(120.5, 0.8), new TempoCandidate(60.25, 0.1)),
                0.875,
                List.of(0.25, 0.5));

        assertThat(BeatFiles.onsets(analysis)).contains(Map.of("onset_count", 2, "onsets", List.of(0.25, 0.5)));
        assertThat(BeatFiles.analysis(analysis).get("rhythm_regularity")).isEqualTo(0.875);
        assertThat(BeatFiles.onsets(old)).contains(Map.of("onset_count", 2, "onsets", List.of(0.5, 1.25)));
        assertThat(BeatFiles.analysis(old).get("rhythm_regularity")).isEqualTo(1.0);
    }

    static Stream<Arguments> progress() {
        return Stream.of(
                Arguments.of(job(JobKind.SEPARATE, RUNNING, 40), job(JobKind.ANALYZE, QUEUED, 0), 20),
                Arguments.of(job(JobKind.SEPARATE, COMPLETED, 100), job(JobKind.ANALYZE, RUNNING, 50), 75),
                Arguments.of(job(JobKind.SEPARATE, FAILED, 30), job(JobKind.ANALYZE, COMPLETED, 100), 100),
                Arguments.of(null, job(JobKind.ANALYZE, RUNNING, 50), 50),
                Arguments.of(null, null, 25));
    }

    @ParameterizedTest
    @MethodSource
    void progress(@Nullable Job separate, @Nullable Job analyze, double percent) {
        List<Job> jobs = Stream.of(job(JobKind.DOWNLOAD, RUNNING, 25), separate, analyze)
                .filter(Objects::nonNull)
                .toList();

        assertThat(song(jobs, List.of(), null, null).progress()).isEqualTo(percent);
    }

    @Test
    void regularity_isOneForAMachineAndLessForPeople() {
        assertThat(RhythmRegularity.of(List.of(0.0, 0.5, 1.0, 1.5))).isEqualTo(1);
        assertThat(RhythmRegularity.of(List.of(0.0, 0.4, 1.0))).isEqualTo(0.8);
        assertThat(RhythmRegularity.of(List.of(0.0, 0.0, 9.0))).isZero();
        assertThat(RhythmRegularity.of(List.of(0.0, 0.5))).isNull();
    }

    private static Map<String, KaraokeSong> songs() {
        List<Asset> original = List.of(asset(AssetRole.ORIGINAL, "original.flac", "original", "audio/flac"));
        List<Asset> everything = Stream.concat(
                        original.stream(),
                        Stream.of("bass", "drums", "other", "vocals")
                                .map(stem -> asset(AssetRole.STEM, stem + ".wav", stem, "audio/wav")))
                .toList();
        SeparationFacts facts = new SeparationFacts("htdemucs", false, "abc", 1, -90.5);
        return Map.of(
                "waiting",
                song(jobs(QUEUED, QUEUED, QUEUED), List.of(), null, null),
                "separating",
                song(jobs(COMPLETED, RUNNING, QUEUED), original, null, null),
                "finished",
                song(jobs(COMPLETED, COMPLETED, COMPLETED), everything, facts, analysis()),
                "partial",
                song(jobs(COMPLETED, FAILED, COMPLETED), original, null, analysis()));
    }

    private static KaraokeSong song(
            List<Job> jobs,
            List<Asset> assets,
            @Nullable SeparationFacts separation,
            @Nullable TrackAnalysis analysis) {
        Track track = new Track(TRACK, OwnerId.LOCAL, "Song", null, null, null, null, null, 183.5, START);
        return new KaraokeSong(new TrackRows(track, jobs, assets, separation, analysis, null, null), "My Song.flac");
    }

    private static List<Job> jobs(JobState download, JobState separate, JobState analyze) {
        return List.of(
                job(JobKind.DOWNLOAD, download, download == COMPLETED ? 100 : 0),
                job(JobKind.SEPARATE, separate, separate == COMPLETED ? 100 : separate == RUNNING ? 40 : 0),
                job(JobKind.ANALYZE, analyze, analyze == COMPLETED ? 100 : 0));
    }

    private static Job job(JobKind kind, JobState state, double progress) {
        Failure failure = state == FAILED || state == CANCELLED
                ? new Failure(ErrorCode.UNKNOWN_MODEL, "there is no model 'x'")
                : null;
        Instant started = state == QUEUED ? null : START.plusSeconds(1);
        Instant finished = state.terminal() ? START.plusMillis(46_250) : null;
        return new Job(JOB, kind, state, TRACK, OwnerId.LOCAL, progress, "", 1, 3, failure, START, started, finished);
    }

    private static Asset asset(AssetRole role, String name, String type, String contentType) {
        return new Asset(new UUID(1, 2), TRACK, JOB, role, name, type, "key", contentType, 1000, "abc", 183.25);
    }

    private static TrackAnalysis analysis() {
        return new TrackAnalysis(
                183.25,
                120.5,
                0.93,
                List.of(0.5, 1.0, 1.5, 2.0),
                List.of(0.5),
                "4/4",
                new KeyEstimate("A", "minor", "8A", 0.7),
                new LoudnessEstimate(-14.2, null, -1.0),
                null,
                List.of(),
                List.of(new NoteEvent(69, 1.25, 1.5, 90), new NoteEvent(45, 0.5, 1.5, 80)),
                List.of(0.5),
                Map.of("loudnessRangeLu", "too short"));
    }

    private static String golden(String file) throws Exception {
        try (InputStream in = KaraokeRecordsTest.class.getResourceAsStream(file)) {
            return pretty(new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String pretty(String json) throws Exception {
        return WireJson.mapper().readTree(json).toPrettyString();
    }
}
