package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Brings model files into the models folder. A download that breaks off is continued the next time; only a file whose
 * size and hash are right ever gets the name under which models are found.
 */
public final class ModelInstaller {
    /** Says that the caller does not know how large the file is. */
    public static final long UNKNOWN_SIZE = -1;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path modelsFolder;
    private final ModelDownload download;

    /**
     * Looks at nothing yet.
     *
     * @param modelsFolder created on the first installation
     */
    public ModelInstaller(Path modelsFolder) {
        this(modelsFolder, Duration.ofSeconds(60));
    }

    /**
     * As above, with another patience.
     *
     * @param stall longest wait for an answer and for the next bytes
     */
    public ModelInstaller(Path modelsFolder, Duration stall) {
        this.modelsFolder = modelsFolder;
        this.download = new ModelDownload(stall);
    }

    /**
     * Installs a file as {@code <name>.onnx}, in place of one that may be there.
     *
     * @param source {@code http}, {@code https} or {@code file}
     * @param expectedBytes or {@link #UNKNOWN_SIZE}
     * @param sha256 64 hex digits
     * @return the installed file
     * @throws AlchemyException INVALID_REQUEST for a bad name, hash or scheme; MODEL_REFUSED for another size or hash
     *     than expected; SOURCE_UNAVAILABLE or TIMEOUT for a download that broke off and can be continued;
     *     SOURCE_REFUSED or RATE_LIMITED when the server says no; CONFLICT while the same download is under way
     */
    public Path install(String name, URI source, long expectedBytes, String sha256, Progress progress) {
        String fileName = ModelName.requireInstallable(name) + ModelName.EXTENSION;
        String wanted = requireHash(sha256);
        try {
            Files.createDirectories(modelsFolder);
            // The hash in its name ties what is left of a download to the file it belongs to, whatever its address.
            Path part = modelsFolder.resolve("." + fileName + "." + wanted.substring(0, 16) + ".part");
            obtain(source, part, expectedBytes, wanted, progress);
            Path target = modelsFolder.resolve(fileName);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            progress.at(1);
            return target;
        } catch (IOException e) {
            throw new AlchemyException(
                    ErrorCode.INTERNAL, "the file for the model '" + name + "' could not be written", e);
        }
    }

    private void obtain(URI source, Path part, long expectedBytes, String sha256, Progress progress)
            throws IOException {
        boolean continued = Files.exists(part) && Files.size(part) > 0;
        download.fetch(source, part, expectedBytes, progress.between(0, 0.95));
        if (!isWhole(part, expectedBytes, sha256) && continued) {
            // What was left may have been of an older version of the file: once more, from the beginning.
            Files.delete(part);
            download.fetch(source, part, expectedBytes, progress.between(0.95, 0.99));
        }
        requireWhole(part, expectedBytes, sha256);
    }

    private static boolean isWhole(Path part, long expectedBytes, String sha256) throws IOException {
        return hasSize(part, expectedBytes) && FileHash.sha256(part).equals(sha256);
    }

    private static boolean hasSize(Path part, long expectedBytes) throws IOException {
        return expectedBytes == UNKNOWN_SIZE || Files.size(part) == expectedBytes;
    }

    private static void requireWhole(Path part, long expectedBytes, String sha256) throws IOException {
        long bytes = Files.size(part);
        String actual = FileHash.sha256(part);
        if (hasSize(part, expectedBytes) && actual.equals(sha256)) {
            return;
        }
        Files.delete(part);
        String expected = (expectedBytes == UNKNOWN_SIZE ? "" : expectedBytes + " bytes with ") + "SHA-256 " + sha256;
        throw new AlchemyException(
                ErrorCode.MODEL_REFUSED,
                "expected a model file of " + expected + "; got " + bytes + " bytes with SHA-256 " + actual);
    }

    private static String requireHash(String sha256) {
        String lower = sha256.toLowerCase(Locale.ROOT);
        if (!SHA256.matcher(lower).matches()) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST, "expected a SHA-256 of 64 hex digits; got '" + sha256 + "'");
        }
        return lower;
    }
}
