package io.soundforge.alchemy.launcher.data;

import java.nio.file.Path;

/** Another process that takes a data folder, says so, and keeps it until its input ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
        try (DataFolderLock lock = DataFolderLock.acquire(new DataFolder(Path.of(arguments[0])))) {
            System.out.println(lock == null ? "" : "locked");
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
