package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobArgs.DownloadAudio;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.media.SourceOrder;
import io.soundforge.alchemy.contracts.media.TrackSources;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.download.choice.ChoiceNeeded;
import io.soundforge.alchemy.download.choice.Found;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.jobs.JobHandler;
import io.soundforge.alchemy.platform.jobs.JobRun;
import io.soundforge.alchemy.platform.jobs.ParkedException;
import io.soundforge.alchemy.platform.jobs.Publication;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches a track's audio, keeps the original bytes and decodes them once. */
final class DownloadJob implements JobHandler<DownloadAudio> {
    private static final double DECODED = 95;

    private final Catalog catalog;
    private final BlobStore blobs;
    private final AudioIntake intake;
    private final SongIntake songs;
    private final AudioDecoding decoding;
    private final WorkerExecutor workers;

    DownloadJob(
            Catalog catalog,
            BlobStore blobs,
            AudioIntake intake,
            SongIntake songs,
            AudioDecoding decoding,
            WorkerExecutor workers) {
        this.catalog = catalog;
        this.blobs = blobs;
        this.intake = intake;
        this.songs = songs;
        this.decoding = decoding;
        this.workers = workers;
    }

    @Override
    public Future<Publication> run(JobRun run, DownloadAudio args) {
        return trackOf(run).compose(track -> blobs.scratch(run.attemptName())
                .compose(scratch -> inScratch(scratch, () -> attempt(run, track, args, scratch)))
                .recover(error ->
                        forgetIfHopeless(run, args.source(), error).transform(done -> Future.failedFuture(error))));
    }

    /** The folder goes however the work ends, even if it throws at once. */
    private <T> Future<T> inScratch(Path scratch, Supplier<Future<T>> work) {
        return Future.succeededFuture().compose(start -> work.get()).eventually(() -> blobs.discard(scratch));
    }

    private Future<Publication> attempt(JobRun run, Track track, DownloadAudio args, Path scratch) {
        run.progress(0, "fetching");
        Future<Map<TrackId, TrackMetadata>> told = catalog.serviceMetadata().of(List.of(track.id()));
        return Future.all(catalog.sources().find(track.id()), told).compose(both -> {
            Optional<TrackSources> known = both.resultAt(0);
            Fetching fetching =
                    fetching(run, track, scratch, known, told.result().get(track.id()));
            SourceOrder order = known.map(TrackSources::ordered).orElse(null);
            if (order == null && args.source().kind() != AudioSource.Kind.MATCH) {
                return intake.take(run, track, args.source(), scratch)
                        .compose(original -> FeedEpisodes.requireNone(workers, args.source(), original))
                        .compose(original -> decode(run, original, scratch))
                        .compose(audio -> store(run, track, args, audio, null))
                        .recover(error -> Future.failedFuture(parked(fetching, error)));
            }
            return song(fetching, order)
                    .recover(error -> Future.failedFuture(parked(fetching, error)))
                    .compose(found -> store(run, track, args, found.audio(), found));
        });
    }

    private static Fetching fetching(
            JobRun run, Track track, Path scratch, Optional<TrackSources> known, @Nullable TrackMetadata metadata) {
        CollectionTrack told = metadata == null ? null : metadata.track();
        Double expected = known.map(TrackSources::expectedSeconds).orElse(track.duration());
        Double seconds = expected == null && told != null ? told.duration() : expected;
        return new Fetching(run, track, scratch, seconds, told);
    }

    private Future<Found<DecodedAudio>> song(Fetching fetching, @Nullable SourceOrder order) {
        Function<Path, Future<DecodedAudio>> decode = file -> decode(fetching.run(), file, fetching.scratch());
        return order == null ? songs.find(fetching, decode) : songs.fetch(fetching, order, decode);
    }

    /** Somebody has to choose: the job holds neither slot nor lease until then. */
    private Throwable parked(Fetching fetching, Throwable error) {
        return error instanceof ChoiceNeeded choice
                ? new ParkedException(
                        ErrorCode.CHOICE_NEEDED,
                        "choosing",
                        String.valueOf(choice.getMessage()),
                        tx -> catalog.sources()
                                .offer(tx, fetching.track().id(), fetching.expectedSeconds(), choice.candidates()))
                : error;
    }

    private Future<DecodedAudio> decode(JobRun run, Path original, Path scratch) {
        run.progress(AudioIntake.SHARE, "decoding");
        Progress progress =
                fraction -> run.progress(AudioIntake.SHARE + (DECODED - AudioIntake.SHARE) * fraction, "decoding");
        return workers.executeBlocking(
                () -> run.interruptibly(() -> decoding.decode(original, scratch, progress)), false);
    }

    private Future<Publication> store(
            JobRun run, Track track, DownloadAudio args, DecodedAudio audio, @Nullable Found<DecodedAudio> found) {
        run.progress(DECODED, "storing");
        AudioAssets assets = AudioAssets.of(run.job(), run.attemptName(), audio, UUID.randomUUID(), UUID.randomUUID());
        Path folder = Objects.requireNonNull(audio.original().getParent());
        return new AudioPublication(catalog, blobs, track, args.source(), audio, assets, found)
                .store()
                .eventually(() -> found == null ? Future.succeededFuture() : blobs.discard(folder));
    }

    /** An upload that no further attempt will look at again is not kept. */
    private Future<Void> forgetIfHopeless(JobRun run, AudioSource source, Throwable error) {
        boolean lastAttempt = run.job().attempt() >= run.job().maxAttempts();
        boolean retryable = AlchemyException.failureOf(error).code().retryable();
        boolean upload = source.kind() == AudioSource.Kind.UPLOAD;
        return upload && !run.stopping() && (lastAttempt || !retryable)
                ? blobs.delete(source.reference())
                : Future.succeededFuture();
    }

    private Future<Track> trackOf(JobRun run) {
        return catalog.find(run.track())
                .map(found -> found.orElseThrow(
                        () -> new AlchemyException(ErrorCode.NOT_FOUND, "the track of this job is gone")));
    }
}
