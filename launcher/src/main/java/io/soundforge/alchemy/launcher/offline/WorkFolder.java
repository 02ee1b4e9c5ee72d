package io.soundforge.alchemy.launcher.offline;

import io.soundforge.alchemy.launcher.data.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A hidden folder for intermediate files that goes away when the work is done, or interrupted from the keyboard. */
public final class WorkFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

    private final Path path;
    private final Thread onInterrupt;

    private WorkFolder(Path path) {
        this.path = path;
        this.onInterrupt = new Thread(this::delete, "work-folder");
    }

    /** Makes one in a folder, which is made too; on the same disk results can be moved out of it. */
    public static WorkFolder in(Path parent) throws IOException {
        Files.createDirectories(parent);
        WorkFolder folder = new WorkFolder(Files.createTempDirectory(parent, ".alchemy-"));
        Runtime.getRuntime().addShutdownHook(folder.onInterrupt);
        return folder;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException goingDown) {
            LOG.debug("the program is going down already, the hook deletes {}", path);
        }
        delete();
    }

    private void delete() {
        try {
            FolderTree.delete(path);
        } catch (IOException e) {
            LOG.debug("{} could not be deleted completely", path, e);
        }
    }
}
