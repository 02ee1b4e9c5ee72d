package io.soundforge.alchemy.gateway.batch;

import static java.util.stream.Collectors.toSet;

import io.soundforge.alchemy.contracts.batch.Batch;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.tracks.NewTracks;
import io.soundforge.alchemy.gateway.tracks.QuotaGate;
import io.soundforge.alchemy.platform.batch.BatchStore;
import io.soundforge.alchemy.platform.database.Tx;
import io.soundforge.alchemy.platform.jobs.JobReader;
import io.soundforge.alchemy.platform.jobs.Submission;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** From a wish to rows: a batch, its tracks and all their jobs, in one transaction. */
final class BatchIntake {
    private static final int TRIES = 3;

    private final GatewayParts parts;
    private final BatchStore batches;
    private final Collections collections;
    private final Clock clock;
    private final QuotaGate gate;

    BatchIntake(GatewayParts parts, BatchStore batches, Clock clock) {
        this.parts = parts;
        this.batches = batches;
        this.collections = new Collections(parts.bus());
        this.clock = clock;
        this.gate = new QuotaGate(parts);
    }

    /**
     * @param fresh false if the same request was accepted before, so that nothing was done now
     * @param reads of its albums, playlists and artists; empty if nothing was done
     */
    record Accepted(Batch batch, boolean fresh, List<CollectionRead> reads) {}

    /** Fails with CONFLICT if the owner has another batch of this name. */
    Future<Accepted> accept(OwnerId owner, BatchRequest request) {
        return accept(owner, request, TRIES);
    }

    private Future<Accepted> accept(OwnerId owner, BatchRequest request, int tries) {
        return batches.find(owner, request.id())
                .compose(before -> before.isPresent()
                        ? known(before.get(), request)
                        : add(owner, request)
                                .recover(error -> tries > 1 && isRace(error)
                                        ? accept(owner, request, tries - 1)
                                        : Future.failedFuture(error)));
    }

    private static Future<Accepted> known(Batch before, BatchRequest request) {
        return before.fingerprint().equals(request.fingerprint())
                ? Future.succeededFuture(new Accepted(before, false, List.of()))
                : Future.failedFuture(new AlchemyException(
                        ErrorCode.CONFLICT, "job_id '" + before.name() + "' names another batch already"));
    }

    /** Somebody else has added the batch, or one of its tracks, in between. */
    private static boolean isRace(Throwable error) {
        return error instanceof AlchemyException known && known.code() == ErrorCode.CONFLICT;
    }

    private Future<Accepted> add(OwnerId owner, BatchRequest sent) {
        return collections.expand(sent).compose(expanded -> lookUp(owner, expanded.request())
                .map(known -> BatchPlan.of(owner, expanded.request(), known, new NewTracks(clock)))
                .compose(plan -> {
                    Batch batch = batch(owner, expanded.request());
                    return parts.database()
                            .inTransaction(tx -> write(tx, batch, plan))
                            .map(new Accepted(batch, true, expanded.reads()));
                }));
    }

    private Batch batch(OwnerId owner, BatchRequest request) {
        return new Batch(
                UUID.randomUUID(),
                request.id(),
                owner,
                request.fingerprint(),
                request.files().size(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private Future<Void> write(Tx tx, Batch batch, BatchPlan plan) {
        Submission submission = Submission.batch(batch.owner(), batch.id()).once();
        return batches.insert(tx, batch)
                .compose(fresh -> fresh ? Future.succeededFuture() : Future.failedFuture(raced()))
                .compose(done -> gate.admit(tx, batch.owner(), 0, plan.tracks().size()))
                .compose(done -> InTurn.each(
                        plan.tracks(), some -> parts.catalog().many().insert(tx, some)))
                .compose(done -> parts.catalog().serviceMetadata().put(tx, plan.metadata()))
                .compose(done -> InTurn.each(plan.plans(), some -> parts.jobs().submitAll(tx, submission, some)))
                .compose(done -> InTurn.each(plan.items(), some -> batches.addItems(tx, batch.id(), some)));
    }

    private static AlchemyException raced() {
        return new AlchemyException(ErrorCode.CONFLICT, "the batch was added by another request");
    }

    private Future<KnownTracks> lookUp(OwnerId owner, BatchRequest request) {
        KnownTracks known = new KnownTracks();
        return InTurn.each(
                        trackIds(request),
                        some -> parts.catalog().many().find(some).onSuccess(known::addTracks))
                .compose(done -> InTurn.each(
                        externalIds(request),
                        some -> parts.catalog().many().findExternal(owner, some).onSuccess(known::addExternal)))
                .compose(done -> InTurn.each(
                        known.ids(), some -> parts.jobs().ofTracks(some).onSuccess(known::addJobs)))
                .compose(done -> InTurn.each(known.ids(), some -> new JobReader(parts.database())
                        .newestArgs(some, JobKind.SEPARATE)
                        .onSuccess(known::addSeparations)))
                .compose(done -> InTurn.each(
                        known.ids(), some -> parts.catalog().assetsOf(some).onSuccess(known::addAssets)))
                .map(known);
    }

    private static Set<TrackId> trackIds(BatchRequest request) {
        return request.files().stream()
                .map(file ->
                        file instanceof BatchFile.Known known ? Optional.of(known.track()) : Optional.<TrackId>empty())
                .flatMap(Optional::stream)
                .collect(toSet());
    }

    private static Set<String> externalIds(BatchRequest request) {
        return request.files().stream()
                .map(BatchIntake::externalId)
                .flatMap(Optional::stream)
                .collect(toSet());
    }

    private static Optional<String> externalId(BatchFile file) {
        if (file instanceof BatchFile.Named named) {
            return Optional.of(named.externalId());
        }
        return file instanceof BatchFile.Link link
                ? Optional.ofNullable(link.request().externalId())
                : Optional.empty();
    }
}
