package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** Decodes the beginning of files to mono at {@value #RATE} Hz, for those who listen and store nothing of it. */
public final class MonoDecoder {
    /** Hz. */
    public static final int RATE = 44_100;

    /** Whoever lets all others go first may be kept waiting for long. */
    private static final Duration STALL = Duration.ofMinutes(10);

    private static final Duration DEADLINE = Duration.ofHours(2);

    private final Ffmpeg ffmpeg;
    private final List<String> before;

    private MonoDecoder(Ffmpeg ffmpeg, List<String> before) {
        this.ffmpeg = ffmpeg;
        this.before = before;
    }

    /** One that works as fast as it can. */
    public static MonoDecoder prompt(Ffmpeg ffmpeg) {
        return new MonoDecoder(ffmpeg, List.of());
    }

    /** One that gets only what processor time nobody else wants, where the system has a {@code nice}. */
    public static MonoDecoder patient(Ffmpeg ffmpeg) {
        return new MonoDecoder(
                ffmpeg,
                Stream.of("/usr/bin/nice", "/bin/nice")
                        .filter(program -> Files.isExecutable(Path.of(program)))
                        .findFirst()
                        .map(program -> List.of(program, "-n", "19"))
                        .orElse(List.of()));
    }

    /**
     * Decodes the first audio stream, all channels mixed into one; of a file that is damaged, what comes before.
     *
     * @param seconds as much of it at most
     * @param sink given one channel
     * @throws AlchemyException CORRUPT_AUDIO if there is no sample, or one that is no number; INTERNAL if the decoder was
     *     killed; UNAVAILABLE or TIMEOUT
     * @throws CancellationException if the thread is interrupted
     */
    public void decode(Path source, double seconds, PcmDecoder.BlockSink sink) {
        List<String> command = new ArrayList<>(before);
        command.add(ffmpeg.binary().toString());
        command.addAll(GuardedInput.arguments(source));
        command.addAll(List.of("-map", "0:a:0", "-t", String.format(Locale.ROOT, "%.3f", seconds)));
        command.addAll(
                List.of("-ac", "1", "-ar", Integer.toString(RATE), "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1"));
        float[][] mono = PcmReader.planes(1);
        long[] frames = new long[1];
        ExternalProcess.Exit exit = ExternalProcess.of(command, DEADLINE, STALL).run(stdout -> {
            PcmReader reader = new PcmReader(stdout, RATE, 1, seconds + 1);
            while (reader.next() > 0) {
                reader.deinterleave(mono);
                sink.accept(mono, reader.blockFrames());
                frames[0] = reader.frames();
            }
        });
        if (Thread.currentThread().isInterrupted()) { // also where the child was faster
            throw new CancellationException("the decoding was interrupted");
        }
        if (exit.signal().isPresent()) {
            throw new AlchemyException(
                    ErrorCode.INTERNAL,
                    "the decoder was ended by signal " + exit.signal().getAsInt());
        }
        if (frames[0] == 0) {
            throw new AlchemyException(ErrorCode.CORRUPT_AUDIO, "expected audio; not one sample could be decoded");
        }
    }
}
