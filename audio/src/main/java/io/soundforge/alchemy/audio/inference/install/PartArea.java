package io.soundforge.alchemy.audio.inference.install;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a model's files gather until all of them are here: {@code .part/NAME} in the models folder, on the same disk, and
 * nowhere that models are looked for. Whoever has it open has it alone, in all processes.
 */
final class PartArea implements AutoCloseable {
    private static final String FOLDER = ".part";
    private static final String ORDER = "_order";

    private final Path folder;
    private final FileChannel lock;

    private PartArea(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens a model's area.
     *
     * @throws AlchemyException UNAVAILABLE while somebody else has it
     */
    static PartArea open(Path modelsFolder, String model) throws IOException {
        Path area = Files.createDirectories(modelsFolder.resolve(FOLDER));
        // A lock file is never deleted: who waits for a deleted one and who makes it anew would both be alone.
        FileChannel lock =
                FileChannel.open(area.resolve(model + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isAlone(lock)) {
                throw new AlchemyException(
                        ErrorCode.UNAVAILABLE, "the model '" + model + "' is being installed already");
            }
            return new PartArea(area.resolve(model), lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The lock ends with the channel, and with the process. */
    private static boolean isAlone(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Makes it ready for these files; what gathered here for others is thrown away.
     *
     * @param order tells these files from others
     */
    void prepare(String order) throws IOException {
        Path note = folder.resolve(ORDER);
        if (!Files.exists(note) || !Files.readString(note).equals(order)) {
            clear();
            Files.createDirectories(folder);
            Files.writeString(note, order);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Throws away what is here. */
    void clear() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
