package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.media.ProbeUpload;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.uploads.Usages;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From a wish to rows: a track and the plan of its jobs, in one transaction. */
public final class TrackImporter {
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(70);

    private final GatewayParts parts;
    private final NewTracks newTracks;
    private final QuotaGate gate;
    private final Usages usages;

    public TrackImporter(GatewayParts parts, Clock clock) {
        this.parts = parts;
        this.newTracks = new NewTracks(clock);
        this.gate = new QuotaGate(parts);
        this.usages = new Usages(parts.database());
    }

    /**
     * Imports a file: it is moved into the store and probed first, so that bad files are refused right away.
     *
     * @param defaults options that hold where the sender does not say otherwise
     * @param work names the import: a request that is sent again after an accident finds what the first one left
     */
    Future<AcceptedImport> importUpload(OwnerId owner, ReceivedUpload upload, JsonObject defaults, UUID work) {
        return importUpload(owner, upload, defaults, work, tx -> gate.admit(tx, owner, upload.bytes(), 1));
    }

    /**
     * Imports a file as above.
     *
     * @param admission is done in the transaction that makes the track; fails if there is no room for it
     */
    public Future<AcceptedImport> importUpload(
            OwnerId owner,
            ReceivedUpload upload,
            JsonObject defaults,
            UUID work,
            Function<Tx, Future<Void>> admission) {
        ImportOptions options = options(defaults, upload.options());
        TrackId id = new TrackId(work);
        return importedBefore(id)
                .compose(before -> before.isPresent()
                        ? Future.succeededFuture(before.get())
                        : importNew(id, owner, upload, options, admission));
    }

    /**
     * What is to happen with a file.
     *
     * @param sent JSON; null for nothing
     * @throws io.soundforge.alchemy.contracts.failure.AlchemyException INVALID_REQUEST if it is not of the expected form
     */
    public static ImportOptions options(JsonObject defaults, @Nullable String sent) {
        return ImportOptionsJson.read(merged(defaults, sent), "options");
    }

    private Future<Optional<AcceptedImport>> importedBefore(TrackId id) {
        return parts.catalog()
                .find(id)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : parts.jobs()
                                .ofTracks(List.of(id))
                                .map(jobs -> found.map(track ->
                                        new AcceptedImport(track, LatestJobs.of(jobs.getOrDefault(id, List.of()))))));
    }

    private Future<AcceptedImport> importNew(
            TrackId id,
            OwnerId owner,
            ReceivedUpload upload,
            ImportOptions options,
            Function<Tx, Future<Void>> admission) {
        String key = AssetKeys.staged(id);
        AudioSource source = AudioSource.upload(key, upload.fileName());
        return parts.blobs()
                .adopt(upload.file(), key)
                .compose(staged -> parts.bus().ask(ProbeUpload.PROBE_UPLOAD, new ProbeUpload(key), PROBE_PATIENCE))
                .compose(info -> submit(
                        newTracks.ofUpload(id, owner, upload.fileName(), info.duration()),
                        ImportPlan.ofSource(source, options),
                        id.value(),
                        admission,
                        tx -> usages.staged(tx, id, upload.bytes())))
                .recover(error -> forget(id).transform(forgotten -> Future.failedFuture(error)));
    }

    private static JsonObject merged(JsonObject defaults, @Nullable String sent) {
        return sent == null ? defaults : defaults.copy().mergeIn(JsonBody.object(sent, "options"));
    }

    /** Unless the track is there after all and only the answer to its commit was lost. */
    private Future<Void> forget(TrackId id) {
        return parts.catalog()
                .find(id)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture()
                        : parts.blobs().delete(AssetKeys.folder(id)));
    }

    /** Imports from a link. The same Spotify track of the same owner is one track, however often it is pasted. */
    Future<AcceptedImport> importLink(OwnerId owner, ImportRequest request, UUID work) {
        JobPlan plan = request.plan();
        TrackId id = new TrackId(work);
        String externalId = request.externalId();
        if (externalId == null) {
            return importedBefore(id)
                    .compose(before -> before.isPresent()
                            ? Future.succeededFuture(before.get())
                            : submitLink(newTracks.ofLink(id, owner, request), plan, work));
        }
        return parts.catalog().findExternal(owner, externalId).compose(known -> {
            if (known.isPresent()) {
                return importAgain(known.get(), plan, work);
            }
            return submitLink(newTracks.ofLink(id, owner, request), plan, work).recover(error -> parts.catalog()
                    .findExternal(owner, externalId)
                    .compose(winner -> importAfterRace(winner, plan, work, error)));
        });
    }

    private Future<AcceptedImport> importAfterRace(Optional<Track> winner, JobPlan plan, UUID work, Throwable error) {
        return winner.isEmpty() ? Future.failedFuture(error) : importAgain(winner.get(), plan, work);
    }

    /** Live or finished work is shown, not repeated; failed work starts anew. */
    private Future<AcceptedImport> importAgain(Track track, JobPlan plan, UUID work) {
        return parts.jobs().ofTracks(List.of(track.id())).compose(found -> {
            List<Job> jobs = LatestJobs.of(found.getOrDefault(track.id(), List.of()));
            if (!LatestJobs.startAnew(jobs)) {
                return Future.succeededFuture(new AcceptedImport(track, jobs));
            }
            return parts.database()
                    .inTransaction(tx -> parts.jobs().submitUnique(tx, track.owner(), track.id(), plan, work))
                    .map(submitted -> new AcceptedImport(track, submitted.jobs()));
        });
    }

    private Future<AcceptedImport> submitLink(Track track, JobPlan plan, UUID work) {
        return submit(track, plan, work, tx -> gate.admit(tx, track.owner(), 0, 1), tx -> Future.succeededFuture());
    }

    private Future<AcceptedImport> submit(
            Track track,
            JobPlan plan,
            UUID work,
            Function<Tx, Future<Void>> admission,
            Function<Tx, Future<Void>> along) {
        return parts.database()
                .inTransaction(tx -> admission
                        .apply(tx)
                        .compose(admitted -> parts.catalog().insert(tx, track))
                        .compose(inserted -> along.apply(tx))
                        .compose(done -> parts.jobs().submitUnique(tx, track.owner(), track.id(), plan, work)))
                .map(submitted -> new AcceptedImport(track, submitted.jobs()));
    }
}
