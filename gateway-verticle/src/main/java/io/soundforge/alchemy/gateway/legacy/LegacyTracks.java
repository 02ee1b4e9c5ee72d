package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.platform.catalog.OwnedTracks;
import io.soundforge.alchemy.platform.database.Together;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.soundforge.alchemy.platform.legacy.ClientView;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what old clients ask for, for its owner only; what is missing is missing in the original's words. */
final class LegacyTracks {
    private final GatewayParts parts;
    /** Pages ask for their jobs again and again, many of them at once. */
    private static final int LANES = 2;

    private static final int MOST = 128;

    private static final int OUR_LENGTH = 36;

    private final OwnedTracks tracks;
    private final Together<JobId, Optional<Job>> jobs;
    private final Together<TrackId, Optional<Track>> jobTracks;

    LegacyTracks(GatewayParts parts) {
        this.parts = parts;
        this.tracks = new OwnedTracks(parts.catalog());
        this.jobs = new Together<>(LANES, MOST, ids -> parts.jobs().findAll(ids).map(found -> inOrder(ids, found)));
        this.jobTracks = new Together<>(
                LANES, MOST, ids -> parts.catalog().many().find(ids).map(found -> inOrder(ids, found)));
    }

    private static <K, V> List<Optional<V>> inOrder(List<K> keys, Map<K, V> found) {
        return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
    }

    /** A job and the track it belongs to. */
    record JobOfTrack(Job job, Track track) {
        ClientView view() {
            return ClientView.of(track);
        }
    }

    static AlchemyException missing(String message) {
        return new AlchemyException(ErrorCode.NOT_FOUND, message);
    }

    /** Whether a name looks like one that we have given, and not the client. */
    static boolean mayBeOurs(String name) {
        return name.length() == OUR_LENGTH;
    }

    /** Fails with NOT_FOUND and this message when the caller has no such track. */
    Future<Track> find(OwnerId owner, String name, String message) {
        return tracks.find(owner, name)
                .recover(error -> Future.failedFuture(
                        AlchemyException.failureOf(error).code() == ErrorCode.NOT_FOUND ? missing(message) : error));
    }

    Future<Optional<Track>> findIfThere(OwnerId owner, String name) {
        return tracks.find(owner, name)
                .map(Optional::of)
                .recover(error -> AlchemyException.failureOf(error).code() == ErrorCode.NOT_FOUND
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(error));
    }

    /** A track that has audio. */
    Future<Track> withAudio(OwnerId owner, String name) {
        String message = "Track file not found. Download the track first.";
        return find(owner, name, message).compose(track -> hasAudio(track).map(audio -> {
            if (!audio) {
                throw missing(message);
            }
            return track;
        }));
    }

    Future<Boolean> hasAudio(Track track) {
        return parts.catalog().newest(track.id(), AssetRole.ORIGINAL).map(Optional::isPresent);
    }

    /** A job of this kind; one of another kind is not found. */
    Future<JobOfTrack> job(OwnerId owner, JobKind kind, String id) {
        return jobs.ask(jobId(id))
                .compose(found -> found.filter(job -> job.kind() == kind && AccessPolicy.mayAccess(owner, job.owner()))
                        .map(this::withTrack)
                        .orElseGet(() -> Future.failedFuture(noJob())));
    }

    /** The newest job of this kind of a track, if it has any. */
    Future<Optional<JobOfTrack>> latest(Track track, JobKind kind) {
        return parts.jobs()
                .latest(track.id(), kind)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : explained(found.get()).map(job -> Optional.of(new JobOfTrack(job, track))));
    }

    /** Whether these bytes are still in the store. */
    Future<Boolean> stored(List<Asset> assets) {
        List<Future<?>> files = assets.stream()
                .<Future<?>>map(asset -> parts.blobs().local(asset.key()))
                .toList();
        return Future.all(List.copyOf(files))
                .map(all -> !files.isEmpty())
                .recover(error -> AlchemyException.failureOf(error).code() == ErrorCode.NOT_FOUND
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(error));
    }

    private Future<JobOfTrack> withTrack(Job job) {
        return jobTracks
                .ask(job.track())
                .map(found -> found.orElseThrow(LegacyTracks::noJob))
                .compose(track -> explained(job).map(known -> new JobOfTrack(known, track)));
    }

    /** Old clients look at one job only, so a job that could not start says what went wrong before it. */
    private Future<Job> explained(Job job) {
        Failure error = job.error();
        if (error == null || error.code() != ErrorCode.PREDECESSOR_FAILED) {
            return Future.succeededFuture(job);
        }
        return parts.jobs()
                .ofTracks(List.of(job.track()))
                .map(jobs -> cause(job, jobs.getOrDefault(job.track(), List.of())))
                .map(job::withError);
    }

    private static Failure cause(Job job, List<Job> oldestFirst) {
        return oldestFirst.stream()
                .takeWhile(other -> !other.id().equals(job.id()))
                .filter(other -> other.state() == JobState.FAILED)
                .reduce((older, newer) -> newer)
                .flatMap(failed -> Optional.ofNullable(failed.error()))
                .orElseGet(() -> Optional.ofNullable(job.error()).orElseThrow());
    }

    static JobId jobId(String text) {
        try {
            return JobId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.NOT_FOUND, noJob().failure().message(), e);
        }
    }

    static AlchemyException noJob() {
        return missing("Job not found");
    }
}
