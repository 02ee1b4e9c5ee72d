package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.storage.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders among the system's temporary files for one run of a program; their names tell whose they are. */
public final class ScratchFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);
    private static final String PREFIX = "alchemy-provider-";
    private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{1,18})-.*");

    private ScratchFolder() {}

    /** Work that needs a folder. */
    @FunctionalInterface
    public interface FolderWork<T> {
        T in(Path folder) throws IOException;
    }

    /** Runs work in a folder of its own, which goes with it. */
    public static <T> T during(FolderWork<T> work) throws IOException {
        Path folder = make();
        try {
            return work.in(folder);
        } finally {
            remove(folder);
        }
    }

    private static Path make() {
        try {
            return Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "there is no room for a provider's files", e);
        }
    }

    /** Removes the folders of programs like this one that have ended without doing so. */
    public static void sweep() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> all = Files.list(temporary)) {
            all.filter(ScratchFolder::abandoned).toList().forEach(ScratchFolder::remove);
        } catch (IOException e) {
            LOG.warn("temporary files could not be looked through", e);
        }
    }

    private static boolean abandoned(Path folder) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        if (!name.matches()) {
            return false;
        }
        ProcessHandle owner = ProcessHandle.of(Long.parseLong(name.group(1))).orElse(null);
        return owner == null || !owner.isAlive() || startedAfter(owner, folder);
    }

    /** Numbers of processes are given again, in containers at once. */
    private static boolean startedAfter(ProcessHandle owner, Path folder) {
        Instant started = owner.info().startInstant().orElse(Instant.MIN);
        try {
            return Files.getLastModifiedTime(folder).toInstant().isBefore(started.minusSeconds(1));
        } catch (IOException gone) {
            LOG.debug("a folder went while it was looked at", gone);
            return false;
        }
    }

    private static void remove(Path folder) {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            LOG.warn("the folder of a program could not be removed", e);
        }
    }
}
