package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.ChosenSource;
import io.soundforge.alchemy.contracts.media.SourceCandidate;
import io.soundforge.alchemy.contracts.media.SourceOrder;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.download.choice.ChoiceNeeded;
import io.soundforge.alchemy.download.choice.Found;
import io.soundforge.alchemy.download.choice.Intake;
import io.soundforge.alchemy.download.choice.Listening;
import io.soundforge.alchemy.download.choice.SongSource;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.ProviderSet;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import io.soundforge.alchemy.platform.jobs.SnoozeException;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Act one for a song of which only the metadata are known, or for which somebody has chosen a source. */
final class SongIntake {
    private final ProviderSet providers;
    private final SongSource songs;
    private final LinkSource links;
    private final PreviewClips clips;
    private final BlobStore blobs;
    private final WorkerExecutor workers;

    SongIntake(ProviderSet providers, LinkSource links, PreviewClips clips, BlobStore blobs, WorkerExecutor workers) {
        this.providers = providers;
        this.songs = new SongSource(providers);
        this.links = links;
        this.clips = clips;
        this.blobs = blobs;
        this.workers = workers;
    }

    /** Fails with NO_PROVIDER, and as {@link SongSource#find}. */
    Future<Found<DecodedAudio>> find(Fetching fetching, Function<Path, Future<DecodedAudio>> decode) {
        if (providers.isEmpty()) {
            return Future.failedFuture(noProvider(fetching.track()));
        }
        return inFolders(fetching, decode, intake -> wanted(fetching)
                .compose(wanted -> songs.find(wanted, intake, fetching.watch())));
    }

    /** Fetches what somebody has chosen. */
    Future<Found<DecodedAudio>> fetch(
            Fetching fetching, SourceOrder order, Function<Path, Future<DecodedAudio>> decode) {
        return inFolders(
                fetching, decode, intake -> wanted(fetching).compose(wanted -> fetch(fetching, wanted, order, intake)));
    }

    private Future<Found<DecodedAudio>> fetch(
            Fetching fetching, Wanted wanted, SourceOrder order, Intake<DecodedAudio> intake) {
        SourceCandidate candidate = order.candidate();
        if (candidate != null && !candidate.provider().equals(LinkSource.DIRECT)) {
            return songs.fetch(candidate, wanted, intake, fetching.watch());
        }
        String url = candidate == null ? Objects.requireNonNull(order.url()) : candidate.reference();
        return intake.folder("link")
                .compose(folder -> links.fetch(url, wanted, folder, fetching.watch()))
                .compose(fetched -> intake.take(fetched.file())
                        .compose(audio -> Listening.to(audio, wanted, intake).map(place -> {
                            ChosenSource link = ChosenSource.ofLink(url, fetched.provider())
                                    .and(place.map(Listening::reason).stream().toList());
                            return new Found<>(audio, fetching.expectedSeconds(), List.of(), link);
                        })));
    }

    private Future<Wanted> wanted(Fetching fetching) {
        return clips.of(fetching.track().id(), fetching.previewUrl(), fetching.watch())
                .map(clip -> fetching.wanted().withClip(clip.orElse(null)));
    }

    /** The folders stay only for an attempt that may go on where this one ended. */
    private Future<Found<DecodedAudio>> inFolders(
            Fetching fetching,
            Function<Path, Future<DecodedAudio>> decode,
            Function<Intake<DecodedAudio>, Future<Found<DecodedAudio>>> work) {
        Folders folders = new Folders(fetching, decode);
        return Future.succeededFuture()
                .compose(start -> work.apply(folders))
                .compose(found -> folders.keep(found).map(found))
                .recover(error -> (mayGoOn(fetching, error) ? Future.<Void>succeededFuture() : folders.discard())
                        .transform(done -> Future.failedFuture(error)));
    }

    private static boolean mayGoOn(Fetching fetching, Throwable error) {
        if (error instanceof SnoozeException) {
            return true;
        }
        boolean lastAttempt =
                fetching.run().job().attempt() >= fetching.run().job().maxAttempts();
        return !lastAttempt
                && !(error instanceof ChoiceNeeded)
                && AlchemyException.failureOf(error).code().retryable();
    }

    private static AlchemyException noProvider(Track track) {
        String artist = track.artist() == null ? "" : " by " + track.artist();
        return new AlchemyException(
                ErrorCode.NO_PROVIDER,
                "what the link names is known ('" + track.name() + "'" + artist
                        + "), but no provider is configured that could fetch its audio;"
                        + " upload the file or give a direct link to an audio file");
    }

    /** One folder for each candidate of one job, found again by its later attempts. */
    private final class Folders implements Intake<DecodedAudio> {
        private final Fetching fetching;
        private final Function<Path, Future<DecodedAudio>> decode;
        private final Set<Path> made = ConcurrentHashMap.newKeySet();

        Folders(Fetching fetching, Function<Path, Future<DecodedAudio>> decode) {
            this.fetching = fetching;
            this.decode = decode;
        }

        @Override
        public Future<Path> folder(String candidate) {
            return blobs.resumable(fetching.run().job().id() + "-" + candidate).onSuccess(made::add);
        }

        @Override
        public Future<DecodedAudio> take(Path file) {
            return decode.apply(file);
        }

        @Override
        public Duration duration(DecodedAudio audio) {
            return Duration.ofMillis(Math.round(audio.canonical().duration() * 1000));
        }

        @Override
        public Future<Optional<Place>> locate(Fingerprint clip, DecodedAudio audio) {
            return workers.executeBlocking(() -> audio.fingerprint().locate(clip), false);
        }

        /** The original is moved from its folder when it is stored; a shutdown before that leaves the rest to the sweep. */
        Future<Void> keep(Found<DecodedAudio> found) {
            Path original = found.audio().original();
            return Future.join(made.stream()
                            .filter(folder -> !original.startsWith(folder))
                            .map(blobs::discard)
                            .toList())
                    .mapEmpty();
        }

        Future<Void> discard() {
            return Future.join(made.stream().map(blobs::discard).toList()).mapEmpty();
        }
    }
}
