package io.soundforge.alchemy.gateway.karaoke;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.gateway.media.FileAnswer;
import io.soundforge.alchemy.gateway.tracks.TrackReader;
import io.soundforge.alchemy.gateway.tracks.TrackRows;
import io.soundforge.alchemy.gateway.tracks.UploadIntake;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.soundforge.alchemy.platform.jobs.JobReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/process}, {@code /api/status/{id}}, {@code /api/results/{id}} and {@code /api/files/{id}/…}. */
public final class KaraokeRoutes {
    /** So that {@code stems/vocals.wav} is what it is called, unless the sender wants another format. */
    private static final JsonObject DEFAULTS = new JsonObject().put("format", "wav");

    private final GatewayParts parts;
    private final JobReader jobs;
    private final UploadIntake uploads;
    private final OwnedTracks tracks;
    private final TrackReader reader;

    public KaraokeRoutes(Vertx vertx, GatewayParts parts) {
        this.parts = parts;
        this.jobs = new JobReader(parts.database());
        this.uploads = new UploadIntake(vertx, parts);
        this.tracks = new OwnedTracks(parts.catalog());
        this.reader = new TrackReader(parts);
    }

    public void mount(Router router) {
        router.post("/api/process").consumes("multipart/form-data").handler(this::accept);
        router.get("/api/status/:jobId")
                .handler(context -> JsonAnswer.send(context, 200, song(context).map(KaraokeStatus::of)));
        router.get("/api/results/:jobId")
                .handler(context -> JsonAnswer.send(context, 200, song(context).map(KaraokeResults::of)));
        file(router, "/api/files/:jobId/:name", (context, files) -> send(context, files.original(name(context))));
        file(
                router,
                "/api/files/:jobId/" + KaraokeFiles.FOLDER_STEMS + "/:name",
                (context, files) -> send(context, files.stem(name(context))));
        file(
                router,
                "/api/files/:jobId/:folder/:name",
                (context, files) -> sendJson(context, files.document(context.pathParam("folder"), name(context))));
    }

    /** Sends one of a job's files. */
    @FunctionalInterface
    private interface FileSender {
        Future<Void> send(RoutingContext context, KaraokeFiles files);
    }

    private void file(Router router, String path, FileSender sender) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(context -> rows(context)
                .compose(rows -> sender.send(context, new KaraokeFiles(rows)))
                .onFailure(context::fail));
    }

    private void accept(RoutingContext context) {
        uploads.accept(context, Callers.owner(context), DEFAULTS, accepted -> {
            Future<KaraokeStatus> answer =
                    reader.of(accepted.track()).compose(this::song).map(KaraokeStatus::of);
            JsonAnswer.send(context, 202, answer);
        });
    }

    private Future<TrackRows> rows(RoutingContext context) {
        return tracks.find(Callers.owner(context), context.pathParam("jobId")).compose(reader::of);
    }

    private Future<KaraokeSong> song(RoutingContext context) {
        return rows(context).compose(this::song);
    }

    private Future<KaraokeSong> song(TrackRows rows) {
        TrackId track = rows.track().id();
        return jobs.newestArgs(List.of(track), JobKind.DOWNLOAD)
                .map(args -> new KaraokeSong(rows, fileName(args, track)));
    }

    private static @Nullable String fileName(Map<TrackId, JobArgs> args, TrackId track) {
        return args.get(track) instanceof DownloadAudio download
                ? download.source().fileName()
                : null;
    }

    private static String name(RoutingContext context) {
        return context.pathParam("name");
    }

    private Future<Void> send(RoutingContext context, Asset asset) {
        return parts.blobs().local(asset.key()).compose(file -> FileAnswer.ofName(context, asset, file)
                .send());
    }

    private static Future<Void> sendJson(RoutingContext context, Object document) {
        Buffer bytes = Buffer.buffer(WireJson.write(document));
        return FileAnswer.ofBytes(context, name(context), "application/json", bytes)
                .send();
    }
}
