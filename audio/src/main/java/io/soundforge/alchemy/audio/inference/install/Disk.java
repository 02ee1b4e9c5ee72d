package io.soundforge.alchemy.audio.inference.install;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What an installation asks of the disk: a disk that is full is hard to come by in a test. */
interface Disk {
    /** The real one. */
    Disk REAL = new Disk() {
        @Override
        public long free(Path folder) throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
        }

        @Override
        public FileChannel write(Path file) throws IOException {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
    };

    /** Bytes that may still be written there. */
    long free(Path folder) throws IOException;

    /** Opens a file for writing; the caller closes it. */
    FileChannel write(Path file) throws IOException;
}
