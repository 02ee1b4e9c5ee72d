package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Decodes files to samples, in a guarded child process. */
public final class PcmDecoder {
    /**
     * ffmpeg's own resampler, which every build has, as a long Kaiser-windowed sinc: flat within 0.001 dB and images and
     * aliases below -120 dB (measured, 8 to 384 kHz); computed in float32, never dithered. soxr, where a build has it, is
     * better at common rates and worse at odd ones.
     */
    private static final String RESAMPLER = "filter_size=128:filter_type=kaiser:kaiser_beta=12:cutoff=0.975"
            + ":exact_rational=1:internal_sample_fmt=fltp:dither_method=none";

    private static final Duration BASE_DEADLINE = Duration.ofMinutes(5);
    /** Slowest decoding put up with, in seconds of work for a second of audio. */
    private static final double SLOWEST = 4;

    private static final Duration NO_DEADLINE = Duration.ofDays(365);

    private final Ffmpeg ffmpeg;
    private final MediaLimits limits;
    private volatile @Nullable String version;

    public PcmDecoder(Ffmpeg ffmpeg, MediaLimits limits) {
        this.ffmpeg = ffmpeg;
        this.limits = limits;
    }

    /** Takes decoded audio block by block. */
    @FunctionalInterface
    public interface BlockSink {
        /**
         * Takes the next block; the arrays are only valid during the call.
         *
         * @param channels {@code [channel][at least count]}
         */
        void accept(float[][] channels, int count);
    }

    /** Takes a block as the pipe gave it. */
    @FunctionalInterface
    private interface BlockReader {
        void accept(PcmReader reader) throws IOException;
    }

    /**
     * Decodes to interleaved little-endian float32 stereo at 44.1 kHz. Mono goes to both channels, of more than two the
     * first two are kept, levels are never changed. Of a file that ends too early, what is there is decoded.
     *
     * @param info what the probe said
     * @param target written whole or not at all; its folder exists
     * @param progress called for every block, with 0 as long as the duration is not known
     * @throws AlchemyException MEDIA_TOO_LONG, CORRUPT_AUDIO (no samples, NaN, infinity), UNSUPPORTED_MEDIA, TIMEOUT or
     *     UNAVAILABLE (nothing can be written)
     */
    public CanonicalAudio decodeCanonical(Path source, MediaInfo info, Path target, Progress progress) {
        Written written = writeStereo(source, info, CanonicalAudio.SAMPLE_RATE, target, progress);
        return new CanonicalAudio(written.frames(), written.sha256(), decoderName());
    }

    /**
     * Decodes like {@link #decodeCanonical}, to another rate.
     *
     * @param sampleRate Hz
     * @return frames written
     */
    public long decodeStereo(Path source, MediaInfo info, int sampleRate, Path target, Progress progress) {
        return writeStereo(source, info, sampleRate, target, progress).frames();
    }

    private record Written(long frames, String sha256) {}

    private Written writeStereo(Path source, MediaInfo info, int sampleRate, Path target, Progress progress) {
        String second = info.channels() == 1 ? "c0" : "c1";
        Layout layout = new Layout("pan=stereo|c0=c0|c1=" + second, sampleRate, CanonicalAudio.CHANNELS);
        try (PendingFile pending = PendingFile.beside(target)) {
            HashedFile file = new HashedFile(pending.path());
            long frames;
            try (file) {
                frames = decode(
                        source, info, layout, reader -> file.write(reader.bytes(), reader.blockBytes()), progress);
            }
            progress.at(1);
            pending.commit();
            return new Written(frames, file.sha256());
        } catch (IOException | UncheckedIOException e) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "the decoded audio could not be written", e);
        }
    }

    /**
     * Decodes in the file's own rate and channels and hands the samples over as they come. Errors as above; what the
     * sink or the progress throws is passed on.
     */
    public void decodeNative(Path source, MediaInfo info, BlockSink sink, Progress progress) {
        int channels = info.channels();
        String untouched =
                IntStream.range(0, channels).mapToObj(c -> "c" + c + "=c" + c).collect(Collectors.joining("|"));
        Layout layout = new Layout("pan=" + channels + "c|" + untouched, info.sampleRate(), channels);
        float[][] planes = PcmReader.planes(channels);
        decode(
                source,
                info,
                layout,
                reader -> {
                    reader.deinterleave(planes);
                    sink.accept(planes, reader.blockFrames());
                },
                progress);
        progress.at(1);
    }

    /** What comes out of the pipe. The filter fixes it, so that a stream that changes midway cannot shift channels. */
    private record Layout(String channelFilter, int sampleRate, int channels) {
        List<String> arguments() {
            String filters = channelFilter + ",aresample=" + sampleRate + ":" + RESAMPLER;
            return List.of("-map", "0:a:0", "-af", filters, "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1");
        }
    }

    private long decode(Path source, MediaInfo info, Layout layout, BlockReader blocks, Progress progress) {
        List<String> arguments = new ArrayList<>(GuardedInput.arguments(source));
        arguments.addAll(layout.arguments());
        MediaReport report = new MediaReport();
        long[] frames = new long[1];
        ExternalProcess.Exit exit = ffmpeg.process(arguments, deadline(info), limits.stall())
                .run(
                        stdout -> {
                            PcmReader reader =
                                    new PcmReader(stdout, layout.sampleRate(), layout.channels(), limits.maxSeconds());
                            while (reader.next() > 0) {
                                blocks.accept(reader);
                                frames[0] = reader.frames();
                                progress.at(fraction(frames[0], layout, info));
                            }
                        },
                        report);
        requireDecoded(frames[0], layout, exit, report);
        return frames[0];
    }

    private static double fraction(long frames, Layout layout, MediaInfo info) {
        Double duration = info.duration();
        return duration == null || duration <= 0 ? 0 : Math.min(1, frames / (duration * layout.sampleRate()));
    }

    private static void requireDecoded(long frames, Layout layout, ExternalProcess.Exit exit, MediaReport report) {
        if (exit.signal().isPresent()) {
            throw new AlchemyException(
                    ErrorCode.INTERNAL,
                    "the decoder was ended by signal " + exit.signal().getAsInt()
                            + "; 9 often means too little memory");
        }
        if (!report.opened() || report.codec() == null) {
            throw MediaProbe.unsupported("a file that holds none of them");
        }
        if (frames == 0) {
            throw new AlchemyException(ErrorCode.CORRUPT_AUDIO, "expected audio; not one sample could be decoded");
        }
        if (!exit.succeeded()) {
            double seconds = (double) frames / layout.sampleRate();
            throw new AlchemyException(
                    ErrorCode.CORRUPT_AUDIO, "the decoder gave up after " + MediaLimits.time(seconds) + " of audio");
        }
    }

    private Duration deadline(MediaInfo info) {
        Double known = info.duration();
        double seconds = known == null ? limits.maxSeconds() : Math.min(known, limits.maxSeconds());
        return Double.isInfinite(seconds)
                ? NO_DEADLINE
                : BASE_DEADLINE.plusMillis(Math.round(seconds * SLOWEST * 1000));
    }

    private String decoderName() {
        String known = version;
        if (known == null) {
            known = "ffmpeg " + ffmpeg.version();
            version = known;
        }
        return known;
    }
}
