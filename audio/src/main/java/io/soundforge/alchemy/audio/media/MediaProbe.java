package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.MediaInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds out what a file is, by content, in a guarded child process. */
public final class MediaProbe {
    private static final int MOST_TAG_BYTES = 1 << 20;

    /** ffmpeg's exit code when it gave up because most of the packets could not be decoded. */
    private static final int TOO_MANY_DECODING_ERRORS = 69;

    private final Ffmpeg ffmpeg;
    private final MediaLimits limits;
    private final Map<String, String> taken;

    public MediaProbe(Ffmpeg ffmpeg, MediaLimits limits) {
        this(ffmpeg, limits, Map.of());
    }

    private MediaProbe(Ffmpeg ffmpeg, MediaLimits limits, Map<String, String> taken) {
        this.ffmpeg = ffmpeg;
        this.limits = limits;
        this.taken = Map.copyOf(taken);
    }

    /**
     * The same, taking some containers only.
     *
     * @param demuxers by the first word of their names, what people call such files; empty for all
     */
    public MediaProbe taking(Map<String, String> demuxers) {
        return new MediaProbe(ffmpeg, limits, demuxers);
    }

    /**
     * Looks at the first audio stream and decodes its beginning.
     *
     * <p>The duration is what the container says; when it says nothing and the duration can only be guessed from size
     * and bit rate, the guess is reported but no reason to refuse: the decoder counts exactly.
     *
     * @throws AlchemyException UNSUPPORTED_MEDIA, MEDIA_TOO_LONG, CORRUPT_AUDIO or TIMEOUT; NOT_FOUND if there is no
     *     such file
     */
    public MediaInfo probe(Path file) {
        if (!Files.exists(file)) {
            throw new AlchemyException(ErrorCode.NOT_FOUND, "there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw unsupported("something that is not a file");
        }
        MediaReport report = new MediaReport();
        Map<String, String> tags = readTags(file, report);
        String codec = requirePromising(file, report);
        FirstSecond start = decodeStart(file, codec, report);
        return new MediaInfo(
                report.container(),
                codec,
                start.sampleRate(),
                start.channels(),
                start.channelMask(),
                report.duration(),
                tags);
    }

    /**
     * What a file says of itself, without decoding any of it: one child process, some hundredths of a second.
     *
     * @throws AlchemyException UNSUPPORTED_MEDIA if it is no audio, TIMEOUT, or UNAVAILABLE if ffmpeg does not run
     */
    public MediaTags tags(Path file) {
        MediaReport report = new MediaReport();
        Map<String, String> tags = readTags(file, report);
        requirePromising(file, report);
        return new MediaTags(tags, report.duration());
    }

    /**
     * The picture that came inside an audio file; empty if there is none that may be shown.
     *
     * @throws AlchemyException TIMEOUT, or UNAVAILABLE if ffmpeg does not run
     */
    public Optional<CoverPicture> cover(Path file) {
        List<String> arguments = new ArrayList<>(GuardedInput.arguments(file));
        arguments.addAll(List.of("-map", "0:v:0", "-frames:v", "1", "-c:v", "copy"));
        arguments.addAll(List.of("-fflags", "+bitexact", "-f", "image2pipe", "pipe:1"));
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        process(arguments).run(stdout -> picture.writeBytes(stdout.readNBytes(CoverPicture.MOST_BYTES + 1)));
        return CoverPicture.of(picture.toByteArray());
    }

    /** Tags lie in the container or, in ogg, in the stream: the container's win. */
    private Map<String, String> readTags(Path file, MediaReport report) {
        List<String> arguments = new ArrayList<>(GuardedInput.arguments(file));
        arguments.addAll(List.of("-map_metadata", "0:g", "-map_metadata", "0:s:a:0", "-map_chapters", "-1"));
        arguments.addAll(List.of("-fflags", "+bitexact", "-f", "ffmetadata", "pipe:1"));
        OutputText text = new OutputText(MOST_TAG_BYTES);
        process(arguments).run(text, report);
        return TagReader.read(text.text());
    }

    private String requirePromising(Path file, MediaReport report) {
        String codec = report.codec();
        if (!report.opened()) {
            throw unsupported(signature(file));
        }
        if (!taken.isEmpty() && !taken.containsKey(report.container())) {
            throw new AlchemyException(
                    ErrorCode.UNSUPPORTED_MEDIA,
                    "expected audio as " + String.join(", ", new TreeSet<>(taken.values())) + "; got "
                            + report.container());
        }
        if (codec == null) {
            throw unsupported(report.container() + (report.video() ? " with video but no audio" : " without audio"));
        }
        Long sampleRate = report.sampleRate();
        Integer channels = report.channels();
        if (sampleRate == null) {
            throw unsupported(signature(file) + " in which no audio was found");
        }
        FirstSecond.requireTaken(sampleRate, channels == null ? 1 : channels, limits);
        Double duration = report.duration();
        if (duration != null && duration > limits.maxSeconds() && !report.durationIsGuess()) {
            throw MediaLimits.tooLong(MediaLimits.time(duration), limits.maxSeconds());
        }
        return codec;
    }

    private FirstSecond decodeStart(Path file, String codec, MediaReport report) {
        List<String> arguments = new ArrayList<>(GuardedInput.arguments(file));
        arguments.addAll(List.of("-map", "0:a:0", "-t", "1", "-c:a", "pcm_f32le"));
        arguments.addAll(List.of("-fflags", "+bitexact", "-f", "wav", "pipe:1"));
        FirstSecond start = new FirstSecond(limits);
        ExternalProcess.Exit exit = process(arguments).run(start);
        if (start.frames() > 0) {
            return start;
        }
        if (exit.succeeded() || exit.code() == TOO_MANY_DECODING_ERRORS) {
            throw new AlchemyException(
                    ErrorCode.CORRUPT_AUDIO, "expected audio in the " + report.container() + " file; got no sample");
        }
        throw unsupported(report.container() + " with " + codec + " that cannot be decoded");
    }

    private ExternalProcess process(List<String> arguments) {
        return ffmpeg.process(arguments, limits.probeDeadline(), limits.probeDeadline());
    }

    private static String signature(Path file) {
        try {
            return FileSignature.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be read", e);
        }
    }

    static AlchemyException unsupported(@Nullable String what) {
        return new AlchemyException(
                ErrorCode.UNSUPPORTED_MEDIA, "expected audio as " + GuardedInput.EXPECTED + "; got " + what);
    }
}
