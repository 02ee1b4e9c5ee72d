package io.soundforge.alchemy.audio.inference.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What there is of a file that is being downloaded, and of which version of it on the server. */
final class PartFile {
    private static final int LONGEST_VERSION = 1024;

    private final Path file;
    private final Path versionFile;

    /** The version is kept under a name that no file of a model has. */
    PartFile(Path file) {
        this.file = file;
        this.versionFile = file.resolveSibling("_" + file.getFileName() + ".version");
    }

    Path file() {
        return file;
    }

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** The strong entity tag of what is here (RFC 9110, section 8.8.3); empty when the server gave none. */
    String version() throws IOException {
        return Files.exists(versionFile) ? Files.readString(versionFile, StandardCharsets.UTF_8) : "";
    }

    /** Forgets what is here: the bytes that come next are the first ones of this version. */
    void begin(String version) throws IOException {
        drop();
        if (!version.isEmpty() && version.length() <= LONGEST_VERSION) {
            Files.writeString(versionFile, version, StandardCharsets.UTF_8);
        }
    }

    void drop() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(versionFile);
    }

    /** The file is whole: its version no longer matters. */
    void finish() throws IOException {
        Files.deleteIfExists(versionFile);
    }
}
