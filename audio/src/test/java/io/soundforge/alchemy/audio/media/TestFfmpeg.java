package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bundled ffmpeg for tests, unpacked once under {@code target}. */
public final class TestFfmpeg {
    private static final Ffmpeg UNPACKED = BundledFfmpeg.ofThisPlatform().unpack(Path.of("target", "ffmpeg"));

    private TestFfmpeg() {}

    public static Ffmpeg ffmpeg() {
        return UNPACKED;
    }

    /** Runs ffmpeg with these arguments, which must succeed. */
    public static void run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-hide_banner", "-loglevel", "error", "-nostdin", "-y"));
        all.addAll(Arrays.asList(arguments));
        ExternalProcess.Exit exit = ffmpeg().process(all, Duration.ofMinutes(1), Duration.ofMinutes(1))
                .run(ExternalProcess.OutputReader.DISCARD);
        assertThat(exit.code()).as(exit.errors()).isZero();
    }

    /** Encodes to the format that the target's extension names. */
    public static Path encode(Path wav, Path target, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-i", "file:" + wav));
        arguments.addAll(Arrays.asList(options));
        arguments.add("file:" + target);
        run(arguments.toArray(String[]::new));
        return target;
    }

    /** Any file as float32 samples, as they are. */
    public static float[] samples(Path file) {
        List<byte[]> decoded = new ArrayList<>();
        ExternalProcess.Exit exit = ffmpeg().process(
                        List.of("-loglevel", "error", "-i", "file:" + file, "-f", "f32le", "pipe:1"),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1))
                .run(stdout -> decoded.add(stdout.readAllBytes()));
        assertThat(exit.code()).as(exit.errors()).isZero();
        return SynthesizedWav.floats(decoded.get(0));
    }
}
