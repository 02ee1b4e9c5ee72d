package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;

import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobArgs.ResolveLink;
import io.soundforge.alchemy.contracts.job.JobArgs.SeparateTrack;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.JobRunner;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.jobs.RetryPolicy;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Workers of all kinds over the real queue. What they make is short text instead of audio: an original holds its source,
 * a stem its name and its job. Sources that contain {@code broken} fail, and so does every link that is looked up.
 */
final class LegacyWorkers {
    private static final RunnerConfig CONFIG = RunnerConfig.of("test", 2, RetryPolicy.attempts(1));
    private static final List<String> STEMS = List.of("drums", "bass", "other", "vocals");

    private final PlatformServices services;

    LegacyWorkers(PlatformServices services) {
        this.services = services;
        start(JobKind.RESOLVE, ResolveLink.class, (run, args) -> failed("The link names nothing."));
        start(JobKind.DOWNLOAD, DownloadAudio.class, this::download);
        start(JobKind.SEPARATE, SeparateTrack.class, this::separate);
        start(JobKind.ANALYZE, AnalyzeTrack.class, (run, args) -> analyze(run));
    }

    private <A extends JobArgs> void start(JobKind kind, Class<A> type, JobHandler<A> handler) {
        await(new JobRunner(services.vertx(), services.jobs(), services.bus(), kind, type, CONFIG, handler).start());
    }

    private Future<Publication> download(JobRun run, DownloadAudio args) {
        String source = args.source().reference();
        return source.contains("broken")
                ? failed("The source is broken.")
                : stored(run, List.of(new Made(AssetRole.ORIGINAL, "song.mp3", "original", source)));
    }

    private Future<Publication> separate(JobRun run, SeparateTrack args) {
        SeparationOptions options = args.options();
        List<Made> stems = STEMS.stream()
                .filter(stem -> !options.without().contains(stem))
                .map(stem -> new Made(
                        AssetRole.STEM,
                        stem + "." + options.format().text(),
                        stem,
                        stem + " of " + run.job().id()))
                .toList();
        return stored(run, stems);
    }

    private Future<Publication> analyze(JobRun run) {
        TrackAnalysis analysis = new TrackAnalysis(
                1.5,
                120.4,
                0.9,
                List.of(),
                List.of(),
                "4/4",
                null,
                new LoudnessEstimate(-14.0, null, null),
                null,
                List.of(),
                List.of(),
                List.of(),
                Map.of("key", "no tones"));
        return Future.succeededFuture(
                tx -> services.catalog().putAnalysis(tx, run.track(), run.job().id(), analysis));
    }

    private static Future<Publication> failed(String why) {
        return Future.failedFuture(new AlchemyException(ErrorCode.SOURCE_REFUSED, why));
    }

    private Future<Publication> stored(JobRun run, List<Made> files) {
        List<Future<Asset>> stored =
                files.stream().map(file -> store(run, file)).toList();
        return Future.all(stored)
                .map(all -> tx -> stored.stream()
                        .map(Future::result)
                        .reduce(
                                Future.<Void>succeededFuture(),
                                (before, asset) -> before.compose(
                                        done -> services.catalog().addAsset(tx, asset)),
                                (left, right) -> right));
    }

    /** What a worker has made. */
    private record Made(AssetRole role, String name, String type, String content) {}

    private Future<Asset> store(JobRun run, Made made) {
        String file = services.folder().resolve("made-" + UUID.randomUUID()).toString();
        String key = AssetKeys.file(run.track(), run.attemptName(), made.name());
        Asset asset = new Asset(
                UUID.randomUUID(),
                run.track(),
                run.job().id(),
                made.role(),
                made.name(),
                made.type(),
                key,
                "audio/mpeg",
                made.content().length(),
                "sha-" + key,
                1.5);
        return services.vertx()
                .fileSystem()
                .writeFile(file, Buffer.buffer(made.content()))
                .compose(written -> services.blobs().adopt(Path.of(file), key))
                .map(asset);
    }
}
