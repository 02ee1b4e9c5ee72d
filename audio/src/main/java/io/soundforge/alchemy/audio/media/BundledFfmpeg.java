package io.soundforge.alchemy.audio.media;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
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
            Files.createDirectories(folder);
            Path binary = folder.resolve(name);
            Checksum expected = Checksum.of(found);
            if (!isIntact(binary, expected)) {
                write(found, expected, binary);
            }
            return new Ffmpeg(binary);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled ffmpeg could not be unpacked", e);
        }
    }

    private static boolean isIntact(Path binary, Checksum expected) throws IOException {
        return Files.isExecutable(binary)
                && Files.size(binary) == expected.size()
                && Checksum.of(Files.newInputStream(binary)).equals(expected);
    }

    private static void write(URL resource, Checksum expected, Path binary) throws IOException {
        try (PendingFile pending = PendingFile.beside(binary)) {
            try (InputStream in = open(resource).getInputStream()) {
                Files.copy(in, pending.path());
            }
            if (!Checksum.of(Files.newInputStream(pending.path())).equals(expected)) {
                throw new IOException("the bundled ffmpeg was not copied completely");
            }
            if (!pending.path().toFile().setExecutable(true)) {
                throw new IOException("the bundled ffmpeg could not be made executable");
            }
            pending.commit();
        }
    }

    /** Without the cache of the class loader's jars, so that closing the stream closes the file. */
    private static URLConnection open(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        connection.setUseCaches(false);
        return connection;
    }

    /** Size and CRC-32: the two that a jar lists, so that the expected ones cost nothing. */
    private record Checksum(long size, long crc) {
        static Checksum of(URL resource) throws IOException {
            URLConnection connection = open(resource);
            if (!(connection instanceof JarURLConnection jar)) {
                return of(connection.getInputStream());
            }
            try (var file = jar.getJarFile()) {
                JarEntry entry = file.getJarEntry(jar.getEntryName());
                return new Checksum(entry.getSize(), entry.getCrc());
            }
        }

        static Checksum of(InputStream content) throws IOException {
            CRC32 crc = new CRC32();
            try (CheckedInputStream in = new CheckedInputStream(content, crc)) {
                byte[] buffer = new byte[1 << 16];
                long size = 0;
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    size += count;
                }
                return new Checksum(size, crc.getValue());
            }
        }
    }
}
