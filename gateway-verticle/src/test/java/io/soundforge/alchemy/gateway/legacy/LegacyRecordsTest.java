package io.soundforge.alchemy.gateway.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.Section;
import io.soundforge.alchemy.contracts.analysis.SpectrumEstimate;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.soundforge.alchemy.platform.legacy.JobWords;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From our records to those of the original's wire. */
class LegacyRecordsTest {
    private static final TrackId TRACK = TrackId.parse("11111111-2222-3333-4444-555555555555");
    private static final JobId JOB = JobId.parse("01234567-89ab-cdef-0123-456789abcdef");
    private static final Instant CREATED = Instant.parse("2026-11-20T10:11:12Z");
    private static final Instant STARTED = Instant.parse("2026-11-20T10:11:12.3456789Z");
    private static final Instant FINISHED = Instant.parse("2026-11-20T10:12:00.050Z");
    private static final ClientView SPOTIFY = ClientView.of(track("spotify:track:4uLU6hMCjMI75M1A2tKUQC"));
    private static final Failure LOST = new Failure(ErrorCode.WORKER_LOST, "Gone.");

    @Test
    void download_queued_hasNoOutputYet() throws IOException {
        Golden.assertLooksLike(
                "download-queued.json", DownloadRecord.of(job(JobKind.DOWNLOAD, JobState.QUEUED, 0), SPOTIFY));
    }

    @Test
    void download_retriedAfterAFailure_saysNothingOfIt() throws IOException {
        Job running = job(JobKind.DOWNLOAD, JobState.RUNNING, 33.3).withError(LOST);

        Golden.assertLooksLike("download-processing.json", DownloadRecord.of(running, SPOTIFY));
    }

    @Test
    void download_completed_namesAUrlAndNoPath() throws IOException {
        Golden.assertLooksLike(
                "download-completed.json", DownloadRecord.of(job(JobKind.DOWNLOAD, JobState.COMPLETED, 100), SPOTIFY));
    }

    @Test
    void download_whoseFileHasGone_isAnError() throws IOException {
        Golden.assertLooksLike(
                "download-without-file.json",
                DownloadRecord.of(job(JobKind.DOWNLOAD, JobState.COMPLETED, 100), SPOTIFY)
                        .withoutFile());
    }

    @Test
    void download_failed_isAnErrorWithAText() throws IOException {
        Golden.assertLooksLike(
                "download-error.json",
                DownloadRecord.of(job(JobKind.DOWNLOAD, JobState.FAILED, 71).withError(LOST), SPOTIFY));
    }

    @Test
    void processing_queued_knowsItsFolderAndOptions() throws IOException {
        JsonObject sent = new JsonObject("{\"model\":\"htdemucs\",\"extractDrums\":false,\"autoProcess\":true}");
        SeparationOptions options = SentOptions.read(new SentJson(sent)).options();

        Golden.assertLooksLike(
                "processing-queued.json",
                ProcessingRecord.of(
                        job(JobKind.SEPARATE, JobState.QUEUED, 0),
                        SPOTIFY,
                        StoredOptions.of(options, sent),
                        List.of()));
    }

    @Test
    void processing_completed_showsItsOwnStemsOnly() throws IOException {
        List<Asset> stems = List.of(
                stem(JOB, "vocals"), stem(JOB, "no_vocals"), stem(JobId.random(), "drums"), stem(JOB, "guitar"));

        Golden.assertLooksLike(
                "processing-completed.json",
                ProcessingRecord.of(
                        job(JobKind.SEPARATE, JobState.COMPLETED, 100),
                        SPOTIFY,
                        StoredOptions.of(SentOptions.none().options(), new JsonObject()),
                        stems));
    }

    @Test
    void processing_whoseStemsHaveGone_isAnError() throws IOException {
        SeparationOptions split = new SeparationOptions(null, List.of(), "drums", AudioFormat.FLAC, BitDepth.I24);

        Golden.assertLooksLike(
                "processing-without-stems.json",
                ProcessingRecord.of(
                                job(JobKind.SEPARATE, JobState.COMPLETED, 100),
                                ClientView.of(track(null)),
                                StoredOptions.of(split, null),
                                List.of(stem(JOB, "drums")))
                        .withoutStems());
    }

    @Test
    void analysis_completed_carriesTheWholeResult() throws IOException {
        Golden.assertLooksLike(
                "analysis-completed.json",
                AnalysisRecord.of(job(JobKind.ANALYZE, JobState.COMPLETED, 100), SPOTIFY, silence()));
    }

    @Test
    void analysis_running_hasNoResult() throws IOException {
        Golden.assertLooksLike(
                "analysis-processing.json",
                AnalysisRecord.of(job(JobKind.ANALYZE, JobState.RUNNING, 50), SPOTIFY, silence()));
    }

    @Test
    void result_bare_hasEveryField() throws IOException {
        Golden.assertLooksLike(
                "analysis-result.json",
                AnalysisResult.of(job(JobKind.ANALYZE, JobState.COMPLETED, 100), SPOTIFY, song()));
    }

    @Test
    void progress_ofAFailedAnalysis_isAnErrorWithTheUsualMessage() throws IOException {
        Golden.assertLooksLike(
                "analysis-error.json",
                AnalysisProgress.of(job(JobKind.ANALYZE, JobState.FAILED, 40).withError(LOST)));
    }

    @Test
    void fileOnly_namesAUrlAndNoPath() throws IOException {
        Golden.assertLooksLike("file-only.json", FileOnly.of(SPOTIFY, "The audio is there."));
    }

    @Test
    void accepted_namesTheTrackAsTheClientDoes_andWarns() throws IOException {
        Job queued = job(JobKind.SEPARATE, JobState.QUEUED, 0);

        Golden.assertLooksLike("accepted.json", JobAccepted.of(queued, SPOTIFY, "Created", List.of()));
        Golden.assertLooksLike(
                "accepted-with-warning.json",
                JobAccepted.of(queued, ClientView.of(track("client:mine")), "Created", List.of("No effect.")));
    }

    @Test
    void view_ofATrackThatNoClientNamed_hasOurId() {
        assertThat(ClientView.of(track(null)).original()).isEqualTo("/audio_data/" + TRACK + "/original.mp3");
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void everyState_hasOneOfFourWords_andOnlyErrorsHaveAText(JobState state) {
        Job job = job(JobKind.SEPARATE, state, 50);

        assertThat(JobWords.status(job)).isIn("queued", "processing", "completed", "error");
        assertThat(JobWords.error(job) != null).isEqualTo(state == JobState.FAILED || state == JobState.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({
        "DOWNLOAD, RUNNING, 0, 10",
        "DOWNLOAD, RUNNING, 100, 90",
        "SEPARATE, RUNNING, 0, 5",
        "SEPARATE, RUNNING, 100, 95",
        "ANALYZE, RUNNING, 0, 10",
        "ANALYZE, RUNNING, 33.333, 40",
        "ANALYZE, QUEUED, 0, 0",
        "ANALYZE, COMPLETED, 100, 100",
        "SEPARATE, FAILED, 80, 0",
        "SEPARATE, CANCELLED, 80, 0",
    })
    void progress_isInTheBandsOfTheOriginal(JobKind kind, JobState state, double ours, double theirs) {
        assertThat(JobWords.progress(job(kind, state, ours))).isEqualTo(theirs);
    }

    @ParameterizedTest
    @CsvSource({
        "69, slow, -18.01, quiet, 999, warm",
        "70, medium, -18, moderate, 1000, balanced",
        "99.6, fast, -9.01, moderate, 2999, balanced",
        "130, very-fast, -9, loud, 3000, bright",
    })
    void tags_followTheBordersOfTheOriginal(
            double bpm, String tempo, double lufs, String loudness, double hertz, String timbre) {
        TrackAnalysis analysis = analysis(
                bpm, new LoudnessEstimate(lufs, null, null), new SpectrumEstimate(hertz, List.of(), List.of()));

        assertThat(AnalysisTag.of(analysis))
                .extracting(AnalysisTag::name)
                .containsExactly(tempo, loudness, timbre, "analyzed");
    }

    private static TrackAnalysis analysis(double bpm, LoudnessEstimate loudness, SpectrumEstimate spectrum) {
        return new TrackAnalysis(
                1, bpm, null, List.of(), List.of(), null, null, loudness, spectrum, List.of(), List.of(), List.of(),
                Map.of());
    }

    private static TrackAnalysis song() {
        return new TrackAnalysis(
                3.25,
                127.6,
                0.9,
                List.of(0.1, 0.57, 1.04, 1.51, 1.98, 2.45),
                List.of(0.57, 1.98),
                "3/4",
                new KeyEstimate("C#", "minor", "12A", 0.83),
                new LoudnessEstimate(-13.456, 5.0, -0.3),
                new SpectrumEstimate(1850.5, List.of(12.0, 20.5, 18.0, 17.0, 16.0, 15.0, 30.0), List.of(1.0, 0.25)),
                List.of(new Section(0, 1.98, "A"), new Section(1.98, 3.25, "B")),
                List.of(new NoteEvent(69, 0.1, 0.6, 100), new NoteEvent(57, 1.98, 2.4, 64)),
                List.of(0.0, 0.5, 1.0),
                Map.of());
    }

    private static TrackAnalysis silence() {
        return new TrackAnalysis(
                0.5,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                new LoudnessEstimate(null, null, null),
                null,
                List.of(),
                List.of(),
                List.of(),
                Map.of("bpm", "silence"));
    }

    private static Asset stem(JobId job, String type) {
        String name = type + ".mp3";
        return new Asset(
                UUID.randomUUID(),
                TRACK,
                job,
                AssetRole.STEM,
                name,
                type,
                "tracks/secret/" + name,
                "audio/mpeg",
                1234,
                "ab",
                3.25);
    }

    private static Job job(JobKind kind, JobState state, double progress) {
        boolean begun = state != JobState.QUEUED;
        return new Job(
                JOB,
                kind,
                state,
                TRACK,
                OwnerId.LOCAL,
                progress,
                "",
                begun ? 1 : 0,
                3,
                null,
                CREATED,
                begun ? STARTED : null,
                state.terminal() ? FINISHED : null);
    }

    private static Track track(@Nullable String externalId) {
        return new Track(TRACK, OwnerId.LOCAL, "Song", null, null, null, externalId, null, null, CREATED);
    }
}
