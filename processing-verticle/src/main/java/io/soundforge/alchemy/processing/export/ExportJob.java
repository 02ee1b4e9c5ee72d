package io.soundforge.alchemy.processing.export;

import static java.util.stream.Collectors.toMap;

import io.soundforge.alchemy.audio.export.ExportRequest;
import io.soundforge.alchemy.audio.inference.FileHash;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs.ExportStems;
import io.soundforge.alchemy.contracts.studio.ExportManifest;
import io.soundforge.alchemy.contracts.studio.ExportOptions;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.processing.ProcessingParts;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One export: fetch the stems, make the zip on the pool, publish it. */
public final class ExportJob implements JobHandler<ExportStems> {
    private final ProcessingParts parts;
    private final WorkerExecutor pool;

    public ExportJob(ProcessingParts parts, WorkerExecutor pool) {
        this.parts = parts;
        this.pool = pool;
    }

    @Override
    public Future<Publication> run(JobRun run, ExportStems args) {
        run.progress(0, "fetching");
        return parts.blobs().scratch(run.attemptName()).compose(scratch -> request(run, args.options(), scratch)
                .compose(request -> pool.executeBlocking(() -> run.interruptibly(() -> make(run, request)), false))
                .compose(made -> new ExportPublication(parts, run, made).store())
                .eventually(() -> parts.blobs().discard(scratch)));
    }

    private Future<ExportRequest> request(JobRun run, ExportOptions options, Path scratch) {
        return parts.catalog().find(run.track()).compose(found -> {
            Track track = found.orElseThrow(() -> missing("the track was deleted"));
            Double seconds = track.duration();
            run.audioLength(seconds == null ? Duration.ZERO : Duration.ofMillis(Math.round(1000 * seconds)));
            return sources(run, options).map(sources -> new ExportRequest(sources, options, tags(track), scratch));
        });
    }

    private Future<List<ExportRequest.Source>> sources(JobRun run, ExportOptions options) {
        return parts.catalog().assetsOf(List.of(run.track())).compose(assets -> {
            Map<UUID, Asset> stems = assets.getOrDefault(run.track(), List.of()).stream()
                    .filter(asset -> asset.role() == AssetRole.STEM)
                    .collect(toMap(Asset::id, stem -> stem));
            return Future.all(options.stems().stream()
                            .map(id -> source(stems.get(id)))
                            .toList())
                    .map(CompositeFuture::list);
        });
    }

    private Future<ExportRequest.Source> source(@Nullable Asset stem) {
        if (stem == null) {
            return Future.failedFuture(missing("a stem to be exported is not there any more"));
        }
        return parts.blobs().local(stem.key()).map(file -> new ExportRequest.Source(stem.type(), file));
    }

    private MadeExport make(JobRun run, ExportRequest request) throws IOException {
        Path zip = request.scratch().resolve("stems.zip");
        ExportManifest manifest = parts.exporter()
                .export(request, zip, ExportJob::json, fraction -> run.progress(99 * fraction, "exporting"));
        return new MadeExport(
                zip,
                Files.size(zip),
                FileHash.sha256(zip),
                manifest.files().get(0).duration());
    }

    private static byte[] json(ExportManifest manifest) {
        return WireJson.write(manifest).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> tags(Track track) {
        Map<String, String> tags = new HashMap<>();
        tags.put("title", track.name());
        if (track.artist() != null) {
            tags.put("artist", track.artist());
        }
        if (track.album() != null) {
            tags.put("album", track.album());
        }
        return tags;
    }

    private static AlchemyException missing(String message) {
        return new AlchemyException(ErrorCode.NOT_FOUND, message);
    }

    /**
     * A zip on the scratch disk, ready to be published.
     *
     * @param duration of the audio in it, seconds
     */
    record MadeExport(Path file, long bytes, String sha256, double duration) {}
}
