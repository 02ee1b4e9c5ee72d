package io.soundforge.alchemy.launcher.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The name under which a node takes jobs, kept in its data folder. As the folder is locked by one process at a time, what
 * the name still holds at a start belongs to a process that is dead.
 */
public final class NodeName {
    private static final String FILE = "node";

    private NodeName() {}

    /** The folder's name, made first if there is none; the folder is locked by the caller. */
    public static String of(DataFolder folder) {
        Path file = folder.root().resolve(FILE);
        try {
            if (Files.exists(file) && Files.size(file) > 0) {
                return Files.readString(file).strip();
            }
            String name = "node-" + UUID.randomUUID();
            Files.writeString(file, name);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the node's name in the data folder", e);
        }
    }
}
