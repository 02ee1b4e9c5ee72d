package io.soundforge.alchemy.audio.media;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What ffmpeg writes to stderr about its input, for lack of ffprobe in the bundled build. Only the first input and its
 * first audio stream count.
 *
 * <p>Tags of the file are part of this text, so a crafted tag can imitate a line. What memory and time depend on is
 * therefore taken from the decoded stream: see {@link FirstSecond}.
 */
final class MediaReport implements Consumer<String> {
    private static final Pattern INPUT = Pattern.compile("Input #0, ([^,]+).*, from '.*");
    private static final Pattern DURATION = Pattern.compile("  Duration: (\\d{1,9}):(\\d\\d):(\\d\\d(?:\\.\\d+)?),.*");
    private static final Pattern AUDIO = Pattern.compile("\\s+Stream #0:\\d+.*: Audio: (\\w+).*");
    private static final Pattern RATE = Pattern.compile(", (\\d{1,10}) Hz");
    private static final Pattern CHANNELS = Pattern.compile(", (\\d{1,9}) channels");
    private static final Pattern VIDEO = Pattern.compile("\\s+Stream #0:\\d+.*: Video: .*");

    private @Nullable String container;
    private @Nullable Double duration;
    private boolean durationIsGuess;
    private boolean containerIsGuess;
    private @Nullable String codec;
    private @Nullable Long sampleRate;
    private @Nullable Integer channels;
    private boolean video;

    @Override
    public synchronized void accept(String line) {
        if (line.contains("Estimating duration from bitrate")) {
            durationIsGuess = true;
        } else if (line.contains("detected only with low score of 1,")) {
            containerIsGuess = true;
        } else if (container == null) {
            container = firstGroup(INPUT.matcher(line), true);
        } else if (duration == null && line.startsWith("  Duration: ")) {
            duration = seconds(DURATION.matcher(line));
        } else if (codec == null && AUDIO.matcher(line).matches()) {
            acceptAudio(line);
        } else if (VIDEO.matcher(line).matches()) {
            video = true;
        }
    }

    private void acceptAudio(String line) {
        codec = firstGroup(AUDIO.matcher(line), true);
        String rate = firstGroup(RATE.matcher(line), false);
        sampleRate = rate == null ? null : Long.valueOf(rate);
        String count = firstGroup(CHANNELS.matcher(line), false);
        channels = count == null ? null : Integer.valueOf(count);
    }

    /**
     * Whether the file was opened as one of the allowed formats, by its content. A score of 1 means that nothing but the
     * file's extension spoke for the format: ffmpeg would play noise named {@code x.mp3}.
     */
    synchronized boolean opened() {
        return container != null && !containerIsGuess;
    }

    /** First name of the demuxer, such as {@code mp3} or {@code mov}; empty if the file was not opened. */
    synchronized String container() {
        return container == null ? "" : container;
    }

    /** Seconds; null when the container does not say. */
    synchronized @Nullable Double duration() {
        return duration;
    }

    /** Whether the duration was worked out from the size and the first packets' bit rate. */
    synchronized boolean durationIsGuess() {
        return durationIsGuess;
    }

    /** Null when there is no audio stream. */
    synchronized @Nullable String codec() {
        return codec;
    }

    /** Hz; null when ffmpeg could not find out. */
    synchronized @Nullable Long sampleRate() {
        return sampleRate;
    }

    /** Null when the report names a layout ("stereo") instead of a number, which it does up to 8 channels and for 16. */
    synchronized @Nullable Integer channels() {
        return channels;
    }

    synchronized boolean video() {
        return video;
    }

    private static @Nullable String firstGroup(Matcher matcher, boolean wholeLine) {
        return (wholeLine ? matcher.matches() : matcher.find()) ? matcher.group(1) : null;
    }

    private static @Nullable Double seconds(Matcher time) {
        if (!time.matches()) {
            return null;
        }
        return Long.parseLong(time.group(1)) * 3600.0
                + Integer.parseInt(time.group(2)) * 60.0
                + Double.parseDouble(time.group(3));
    }
}
