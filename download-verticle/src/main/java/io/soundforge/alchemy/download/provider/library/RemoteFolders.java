package io.soundforge.alchemy.download.provider.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** File systems on which others make changes that this machine's system hears nothing of. */
final class RemoteFolders {
    /** As Linux and macOS call them. */
    private static final Set<String> TYPES = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "afpfs",
            "9p",
            "ceph",
            "glusterfs",
            "lustre",
            "virtiofs",
            "vboxsf",
            "webdav");

    private RemoteFolders() {}

    /** Why changes in this folder are not heard of; null if they are. */
    static @Nullable String reason(Path folder) throws IOException {
        String type = Files.getFileStore(folder).type().toLowerCase(Locale.ROOT);
        return reason(type);
    }

    static @Nullable String reason(String type) {
        return TYPES.contains(type) || type.startsWith("fuse")
                ? "it lies on a file system (" + type + ") that tells nobody of others' changes"
                : null;
    }
}
