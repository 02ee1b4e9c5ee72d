package io.soundforge.alchemy.download.provider;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** A home for one run of a program: none of anybody's settings, and nothing that it leaves is met by the next run. */
public final class PrivateHome {
    private final Path folder;
    private final String proxy;

    private PrivateHome(Path folder, String proxy) {
        this.folder = folder;
        this.proxy = proxy;
    }

    /** @param proxy the program's way to the network; empty for none */
    public static PrivateHome in(Path folder, String proxy) {
        return new PrivateHome(folder, proxy);
    }

    /** Passwords go here and not into the command line, which others can read. */
    public Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        for (String name : new String[] {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR"}) {
            variables.put(name, folder.toString());
        }
        if (!proxy.isEmpty()) {
            for (String name : new String[] {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"}) {
                variables.put(name, proxy);
            }
        }
        return variables;
    }

    /** A copy for this run alone, readable by nobody else. */
    public Path copyOf(Path secret) throws IOException {
        Path copy = folder.resolve("cookies.txt");
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(copy, Files.readAllBytes(secret));
        return copy;
    }
}
