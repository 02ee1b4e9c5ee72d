package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the ffmpeg to use: the configured one, else a recent one on the search path, else the bundled one. */
public final class FfmpegFinder {
    private static final Logger LOG = LoggerFactory.getLogger(FfmpegFinder.class);
    private static final Pattern RELEASE = Pattern.compile("[nv]?(\\d{1,4})\\.(\\d{1,4}).*");
    /** Builds from the development branch have no release number. */
    private static final Pattern DEVELOPMENT = Pattern.compile("(N-\\d+|git-|\\d{4}-\\d\\d-\\d\\d).*");

    private FfmpegFinder() {}

    /**
     * Finds an ffmpeg that runs.
     *
     * @param configured taken as it is if given, whatever its version
     * @param searchPath folders in which an ffmpeg of 4.4 or newer that can write mp3 may lie
     * @param unpackFolder receives the bundled binary if that is needed
     * @throws AlchemyException UNAVAILABLE if the configured one does not run, or there is none at all
     */
    public static Ffmpeg find(@Nullable Path configured, List<Path> searchPath, Path unpackFolder) {
        if (configured != null) {
            Ffmpeg ffmpeg = new Ffmpeg(configured);
            LOG.info("Using the configured ffmpeg {}", ffmpeg.version());
            return ffmpeg;
        }
        return onPath(searchPath).orElseGet(() -> BundledFfmpeg.ofThisPlatform().unpack(unpackFolder));
    }

    /** The first one on the search path that is good enough, if any. */
    public static Optional<Ffmpeg> onPath(List<Path> searchPath) {
        return searchPath.stream()
                .flatMap(FfmpegFinder::candidates)
                .filter(Files::isExecutable)
                .map(Ffmpeg::new)
                .filter(FfmpegFinder::isGoodEnough)
                .findFirst();
    }

    private static Stream<Path> candidates(Path folder) {
        return Stream.of("ffmpeg", "ffmpeg.exe").map(folder::resolve).filter(Files::isRegularFile);
    }

    private static boolean isGoodEnough(Ffmpeg ffmpeg) {
        return versionOf(ffmpeg).filter(FfmpegFinder::isRecent).isPresent() && ffmpeg.hasEncoder("libmp3lame");
    }

    private static Optional<String> versionOf(Ffmpeg ffmpeg) {
        try {
            return Optional.of(ffmpeg.version());
        } catch (AlchemyException e) {
            LOG.warn("An ffmpeg on the search path does not run and is passed over: {}", ffmpeg.binary(), e);
            return Optional.empty();
        }
    }

    /** Whether a version is 4.4 or newer. */
    static boolean isRecent(String version) {
        Matcher release = RELEASE.matcher(version);
        if (!release.matches()) {
            return DEVELOPMENT.matcher(version).matches();
        }
        int major = Integer.parseInt(release.group(1));
        return major > 4 || (major == 4 && Integer.parseInt(release.group(2)) >= 4);
    }
}
