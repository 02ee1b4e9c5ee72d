package io.soundforge.alchemy.platform.bus;

import io.soundforge.alchemy.contracts.analysis.KeyEstimate;
import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.NoteEvent;
import io.soundforge.alchemy.contracts.analysis.Section;
import io.soundforge.alchemy.contracts.analysis.SpectrumEstimate;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.event.JobEvent;
import io.soundforge.alchemy.contracts.event.JobEventType;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.CancelRequested;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobArgs.ExportStems;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.contracts.job.WorkAvailable;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.media.MediaFacts;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.contracts.media.ProbeUpload;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.DescribeAccess;
import io.soundforge.alchemy.contracts.spotify.FetchCollection;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.stems.BitDepth;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.studio.Arrangement;
import io.soundforge.alchemy.contracts.studio.ArrangementSection;
import io.soundforge.alchemy.contracts.studio.ArrangementTemplate;
import io.soundforge.alchemy.contracts.studio.CuePoint;
import io.soundforge.alchemy.contracts.studio.CueType;
import io.soundforge.alchemy.contracts.studio.ExportManifest;
import io.soundforge.alchemy.contracts.studio.ExportOptions;
import io.soundforge.alchemy.contracts.studio.Loop;
import io.soundforge.alchemy.contracts.studio.SectionType;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** At least one record of every type that travels or is stored, with its optional parts and without. */
final class Samples {
    static final JobId JOB = JobId.parse("01234567-89ab-cdef-0123-456789abcdef");
    static final TrackId TRACK = TrackId.parse("11111111-2222-3333-4444-555555555555");
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");
    static final SpotifyLink LINK = new SpotifyLink(SpotifyLink.Kind.EPISODE, "0123456789012345678901");
    static final AudioSource SOURCE = AudioSource.upload("staging/1", "song.mp3");
    static final Job FRESH_JOB =
            new Job(JOB, JobKind.SEPARATE, JobState.QUEUED, TRACK, OwnerId.LOCAL, 0, "", 0, 3, null, TIME, null, null);
    static final JobEvent EVENT = new JobEvent(JobEventType.UPDATED, 7, FRESH_JOB);

    private Samples() {}

    static List<Record> all() {
        SeparationOptions options =
                new SeparationOptions("htdemucs", List.of("vocals"), null, AudioFormat.WAV, BitDepth.F32);
        ModelInfo model = new ModelInfo("m", "M", "A model", List.of("vocals", "drums"), true, false, true, "get it");
        return List.of(
                FRESH_JOB,
                jobWithProgress(33.3),
                EVENT,
                new JobEvent(JobEventType.ERROR, 0, jobWithProgress(1)),
                JobSummary.of(FRESH_JOB),
                JobSummary.of(jobWithProgress(50)),
                new WorkAvailable(JobKind.ANALYZE),
                new CancelRequested(JOB),
                new ListModels(),
                new ListModels.Answer(List.of(model)),
                model,
                new MediaFacts("mp3", "mp3", 44_100, 2, 1.5, 24_000, Map.of("title", "A")),
                new ProbeUpload("staging/1"),
                new MediaInfo("mp3", "mp3", 44100, 2, 59.978, Map.of("title", "T")),
                new MediaInfo("matroska", "opus", 48000, 6, null, Map.of()),
                metadata("Album", 1.5),
                metadata(null, null),
                LINK,
                new FetchCollection(LINK),
                new CollectionMetadata(
                        LINK,
                        "Mix",
                        null,
                        List.of(new CollectionTrack(
                                LINK.id(),
                                "T",
                                List.of("A", "B"),
                                "Al",
                                "https://c",
                                "1987-11",
                                179.6,
                                null,
                                null,
                                null)),
                        new SkippedItems(1, 2, 3),
                        7,
                        "web-api",
                        true),
                new CollectionMetadata(LINK, "", "d", List.of(), SkippedItems.NONE, null, "embed", false),
                new DescribeAccess(),
                new DescribeAccess.Answer(DescribeAccess.AccessMode.SPOTIFYAPI),
                SOURCE,
                AudioSource.url("https://example.org/a.mp3"),
                new ResolveLink("https://open.spotify.com/track/1"),
                new DownloadAudio(AudioSource.match("https://open.spotify.com/track/1")),
                new SeparateTrack(options),
                new SeparateTrack(SeparationOptions.defaults()),
                new SeparateTrack(SeparationOptions.defaults().allBut(List.of("bass", "drums"))),
                new AnalyzeTrack(),
                new ExportStems(ExportOptions.defaults().withStems(List.of(JOB.value()))),
                new Loop("l-1", "Loop", 0.5, 1.5, List.of(JOB.value())),
                new CuePoint("c_1", 0, "Drop", CueType.DROP, "#fff"),
                new ArrangementTemplate(
                        "Pop", List.of(new ArrangementSection("1", 0, 8, SectionType.INTRO, "#22c55e", "Intro"))),
                Arrangement.none(),
                exported(null, null),
                exported(BitDepth.I16, new ExportManifest.Levels(-14.0, -1.0)),
                ImportOptions.defaults(),
                new Failure(ErrorCode.RATE_LIMITED, "Wait."),
                trackNamed("Song"),
                asset(),
                analysisWithBpm(128.04),
                emptyAnalysis());
    }

    static Job jobWithProgress(double percent) {
        Failure last = new Failure(ErrorCode.WORKER_LOST, "Gone.");
        return new Job(
                JOB,
                JobKind.DOWNLOAD,
                JobState.RUNNING,
                TRACK,
                new OwnerId("u-1"),
                percent,
                "fetching",
                2,
                5,
                last,
                TIME,
                TIME,
                TIME);
    }

    static Track trackNamed(String name) {
        return new Track(TRACK, OwnerId.LOCAL, name, "Artist", null, null, "x-1", "https://example.org", 12.5, TIME);
    }

    static TrackAnalysis analysisWithBpm(double bpm) {
        return new TrackAnalysis(
                12.5,
                bpm,
                0.9,
                List.of(0.1, 0.6),
                List.of(0.1),
                "4/4",
                new KeyEstimate("F#", "minor", "11A", 0.8),
                new LoudnessEstimate(-14.0, 3.2, -0.1),
                new SpectrumEstimate(1850.5, List.of(12.0, 20.5), List.of(1.0, 0.25)),
                List.of(new Section(0, 6.5, "A")),
                List.of(new NoteEvent(69, 0.1, 0.6, 100)),
                List.of(0.0, 1.0),
                Map.of());
    }

    private static TrackAnalysis emptyAnalysis() {
        return new TrackAnalysis(
                1,
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

    private static TrackMetadata metadata(@Nullable String album, @Nullable Double duration) {
        CollectionTrack track = new CollectionTrack(
                "x", "Title", List.of("A", "B"), album, null, null, duration, null, "GBARL9300135", true);
        return TrackMetadata.of(track, "oembed");
    }

    private static ExportManifest exported(@Nullable BitDepth depth, ExportManifest.@Nullable Levels sum) {
        ExportManifest.Levels silence = new ExportManifest.Levels(null, null);
        List<ExportManifest.File> files = List.of(new ExportManifest.File("vocals.wav", 1.5, 0, silence));
        return new ExportManifest(AudioFormat.WAV, 48_000, depth, sum != null, sum != null, files, sum);
    }

    private static Asset asset() {
        UUID id = UUID.fromString("99999999-2222-3333-4444-555555555555");
        return new Asset(
                id,
                TRACK,
                JOB,
                AssetRole.STEM,
                "vocals.flac",
                "vocals",
                "tracks/1/2/v",
                "audio/flac",
                1L << 40,
                "ab",
                1);
    }
}
