package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.audio.media.BundledFfmpeg;
import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.FfmpegFinder;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which ffmpeg is used, and whether it knows what songs come in and stems go out as.
 *
 * @param configured FFMPEG_BIN; null for none
 * @param tools folder that the bundled one is unpacked into
 */
record FfmpegCheck(@Nullable Path configured, List<Path> searchPath, Path tools) implements Check {
    private static final List<String> DECODERS = List.of("mp3", "flac", "aac", "opus", "vorbis");
    private static final List<String> ENCODERS = List.of("libmp3lame", "flac", "pcm_f32le");

    @Override
    public String name() {
        return "ffmpeg";
    }

    @Override
    public List<Finding> look() {
        if (configured != null) {
            return List.of(examine(new Ffmpeg(configured), "FFMPEG_BIN " + configured));
        }
        Optional<Ffmpeg> found = FfmpegFinder.onPath(searchPath);
        return List.of(
                found.isPresent() ? examine(found.get(), found.get().binary().toString()) : bundled());
    }

    private Finding bundled() {
        BundledFfmpeg bundled = BundledFfmpeg.ofThisPlatform();
        if (!bundled.isPresent()) {
            return Finding.problem(
                    name(), "none on the PATH, and none comes along for this machine", "Install ffmpeg 4.4 or newer.");
        }
        if (!Files.isDirectory(tools)) {
            return Finding.ok(name(), "none of 4.4 or newer on the PATH; the bundled one is unpacked at first use");
        }
        return examine(bundled.unpack(tools), "the bundled one");
    }

    private Finding examine(Ffmpeg ffmpeg, String which) {
        try {
            String version = which + ", version " + ffmpeg.version();
            List<String> missing = missing(ffmpeg);
            return missing.isEmpty()
                    ? Finding.ok(name(), version)
                    : Finding.problem(name(), version + " lacks " + String.join(", ", missing), remedy());
        } catch (AlchemyException e) {
            return Finding.problem(
                    name(), which + " does not run: " + e.failure().message(), remedy());
        }
    }

    private static List<String> missing(Ffmpeg ffmpeg) {
        List<String> missing = new ArrayList<>();
        DECODERS.stream()
                .filter(decoder -> !ffmpeg.hasDecoder(decoder))
                .forEach(decoder -> missing.add("decoder " + decoder));
        ENCODERS.stream()
                .filter(encoder -> !ffmpeg.hasEncoder(encoder))
                .forEach(encoder -> missing.add("encoder " + encoder));
        return missing;
    }

    private String remedy() {
        return configured == null
                ? "Install a complete ffmpeg of 4.4 or newer, or set FFMPEG_BIN."
                : "Set FFMPEG_BIN to a complete ffmpeg of 4.4 or newer, or remove it.";
    }
}
