package io.soundforge.alchemy.launcher.data;

import io.soundforge.alchemy.launcher.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the program keeps everything: databases, audio, models, tools, logs.
 *
 * @param root absolute; created by {@link #create()}
 */
public record DataFolder(Path root) {
    private static final String NAME = "sound-forge-alchemy";

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The folder to use: the option, else {@code ALCHEMY_HOME}, else one of the user's own outside any checkout.
     *
     * @param option the value of {@code --data}; null when it was not given
     * @param environment variables by name
     * @param home the user's home folder
     * @param os name of the operating system, as in {@code os.name}
     */
    public static DataFolder choose(@Nullable Path option, Map<String, String> environment, Path home, String os) {
        if (option != null) {
            return new DataFolder(option);
        }
        String configured = environment.getOrDefault("ALCHEMY_HOME", "");
        return new DataFolder(configured.isBlank() ? userFolder(environment, home, os) : Path.of(configured));
    }

    private static Path userFolder(Map<String, String> environment, Path home, String os) {
        if (os.toLowerCase(Locale.ROOT).startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve(NAME);
        }
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        // The XDG base directory specification: a relative path is invalid and to be ignored.
        boolean usable = !xdg.isBlank() && Path.of(xdg).isAbsolute();
        return (usable ? Path.of(xdg) : home.resolve(".local").resolve("share")).resolve(NAME);
    }

    /** Makes the folder if it is not there, readable by its owner only. */
    public DataFolder create() {
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
                ownerOnly(root);
            }
            return this;
        } catch (IOException e) {
            throw new LaunchException("The data folder " + root + " cannot be created: " + e.getMessage(), e);
        }
    }

    private static void ownerOnly(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path redis() {
        return root.resolve("redis");
    }

    public Path audio() {
        return root.resolve("audio");
    }

    public Path models() {
        return root.resolve("models");
    }

    /** Finished segments of separations, to be used again. */
    public Path segments() {
        return root.resolve("segments");
    }

    /** Programs that were unpacked, such as ffmpeg. */
    public Path tools() {
        return root.resolve("tools");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Native libraries that were unpacked, such as ONNX Runtime. */
    public Path nativeLibraries() {
        return root.resolve("native");
    }
}
