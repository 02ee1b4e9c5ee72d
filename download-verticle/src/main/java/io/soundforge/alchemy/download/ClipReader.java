package io.soundforge.alchemy.download;

import io.soundforge.alchemy.audio.media.CanonicalAudio;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.download.fetch.FetchLimits;
import io.soundforge.alchemy.download.fetch.GuardedFetcher;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprinter;
import io.soundforge.alchemy.dsp.pcm.F32File;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** From the address of a clip to its fingerprint. */
final class ClipReader {
    /** Previews have 30 seconds in about 360 kB; nothing waits long for them. */
    private static final FetchLimits FETCH =
            new FetchLimits(2_000_000, Duration.ofSeconds(10), Duration.ofSeconds(5), 3);

    private static final MediaLimits MEDIA = new MediaLimits(90, 8, Duration.ofSeconds(20), Duration.ofSeconds(20));

    /** Less is not enough to know a recording again. */
    private static final double SHORTEST_SECONDS = 10;

    private final GuardedFetcher fetcher;
    private final MediaProbe probe;
    private final PcmDecoder decoder;
    private final BlobStore blobs;
    private final WorkerExecutor workers;

    ClipReader(GuardedFetcher fetcher, Ffmpeg ffmpeg, BlobStore blobs, WorkerExecutor workers) {
        this.fetcher = fetcher.within(FETCH);
        this.probe = new MediaProbe(ffmpeg, MEDIA);
        this.decoder = new PcmDecoder(ffmpeg, MEDIA);
        this.blobs = blobs;
        this.workers = workers;
    }

    /**
     * Fetches, decodes and forgets a clip of 10 to 90 seconds.
     *
     * <p>Fails as {@link GuardedFetcher#fetch} and {@link PcmDecoder#decodeCanonical}, and with CORRUPT_AUDIO if there is too little
     * to hear.
     */
    Future<Fingerprint> read(String url) {
        return blobs.scratch("preview-" + UUID.randomUUID())
                .compose(folder -> read(url, folder).eventually(() -> blobs.discard(folder)));
    }

    private Future<Fingerprint> read(String url, Path folder) {
        Path file = folder.resolve("clip");
        return fetcher.fetch(url, file, (received, expected) -> {}, stop -> {})
                .compose(bytes -> workers.executeBlocking(() -> fingerprint(file, folder), false));
    }

    private Fingerprint fingerprint(Path file, Path folder) throws IOException {
        Path decoded = folder.resolve("clip.f32");
        CanonicalAudio audio = decoder.decodeCanonical(file, probe.probe(file), decoded, fraction -> {});
        Fingerprint print = print(decoded);
        if (audio.duration() < SHORTEST_SECONDS || print.mute()) {
            throw new AlchemyException(
                    ErrorCode.CORRUPT_AUDIO,
                    "expected a clip of at least " + SHORTEST_SECONDS + " s with something to hear; got "
                            + audio.duration() + " s");
        }
        return print;
    }

    private static Fingerprint print(Path decoded) throws IOException {
        try (F32File samples = new F32File(decoded, CanonicalAudio.SAMPLE_RATE, CanonicalAudio.CHANNELS)) {
            return Fingerprinter.ofClip(samples);
        }
    }
}
