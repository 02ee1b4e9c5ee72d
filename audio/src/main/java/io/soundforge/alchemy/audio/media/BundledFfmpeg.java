package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.audio.bundled.BundledFile;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The static ffmpeg that comes as a Maven dependency ({@code ws.schild:jave-nativebin-*}): a class-path resource that
 * has to become a file before it can run.
 */
public final class BundledFfmpeg {
    private static final String FOLDER = "ws/schild/jave/nativebin/";

    private final String name;
    private final @Nullable URL resource;

    private BundledFfmpeg(String name) {
        this.name = name;
        this.resource = BundledFfmpeg.class.getClassLoader().getResource(FOLDER + name);
    }

    /** The binary for this machine, there or not. */
    public static BundledFfmpeg ofThisPlatform() {
        return new BundledFfmpeg(nameFor(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    /** The file name of the binary inside the dependency, by the values of {@code os.name} and {@code os.arch}. */
    static String nameFor(String osName, String arch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String suffix = os.contains("windows") ? ".exe" : os.contains("mac") ? "-osx" : "";
        return "ffmpeg-" + arch + suffix;
    }

    /** Whether there is one for this machine. */
    public boolean isPresent() {
        return resource != null;
    }

    /**
     * Makes the binary a file in the folder, unless the very same is there already. Safe when several processes do it
     * at once.
     *
     * @param folder created if absent; must allow programs to run
     * @throws AlchemyException UNAVAILABLE if there is none for this machine
     */
    public Ffmpeg unpack(Path folder) {
        URL found = resource;
        if (found == null) {
            throw new AlchemyException(
                    ErrorCode.UNAVAILABLE,
                    "no ffmpeg: install ffmpeg 4.4 or newer or set FFMPEG_BIN; none is bundled for this machine ("
                            + name + ")");
        }
        try {
            Path binary = folder.resolve(name);
            BundledFile.of(found).unpack(binary);
            if (!Files.isExecutable(binary) && !binary.toFile().setExecutable(true)) {
                throw new IOException("the bundled ffmpeg could not be made executable");
            }
            return new Ffmpeg(binary);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled ffmpeg could not be unpacked", e);
        }
    }
}
