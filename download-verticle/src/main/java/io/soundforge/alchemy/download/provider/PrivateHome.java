package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.audio.media.ProcessFamily;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.storage.FileTree;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A home for one run of a program: none of anybody's settings, and nothing that it leaves is met by the next run. It lies
 * within the folder that the program works in, so that it counts for that folder's limit and goes with it at the latest.
 */
public final class PrivateHome implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateHome.class);
    private static final String[] PLACES = {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR"};
    private static final String[] WAYS = {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"};

    private final Path folder;
    private final String proxy;

    private PrivateHome(Path folder, String proxy) {
        this.folder = folder;
        this.proxy = proxy;
    }

    /**
     * Makes one, in the place of what a run that was killed has left.
     *
     * @param work the folder that the program works in
     * @param proxy the program's way to the network; empty for none
     */
    public static PrivateHome in(Path work, String proxy) throws IOException {
        Path folder = work.resolve(".home");
        FileTree.delete(folder);
        return new PrivateHome(Files.createDirectory(folder), proxy);
    }

    public Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(wayTo(proxy));
        variables.putAll(new ProcessFamily(folder.toString()).environment());
        for (String name : PLACES) {
            variables.put(name, folder.toString());
        }
        return variables;
    }

    /** Passwords go here and not into the command line, which others can read; empty where there is no proxy. */
    public static Map<String, String> wayTo(String proxy) {
        Map<String, String> variables = new HashMap<>();
        for (String name : proxy.isEmpty() ? new String[0] : WAYS) {
            variables.put(name, proxy);
        }
        return variables;
    }

    /**
     * A copy for this run alone, readable by nobody else.
     *
     * @throws AlchemyException UNAVAILABLE if it cannot be read
     */
    public Path copyOf(Path cookies) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(cookies);
        } catch (IOException e) {
            throw new AlchemyException(
                    ErrorCode.UNAVAILABLE, "the cookie file (YOUTUBE_COOKIES_PATH) cannot be read", e);
        }
        Path copy = folder.resolve("cookies.txt");
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.write(copy, content);
    }

    /** What stays behind goes with the folder, so it is told and no more. */
    @Override
    public void close() {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            LOG.warn("the home of a program could not be removed", e);
        }
    }
}
