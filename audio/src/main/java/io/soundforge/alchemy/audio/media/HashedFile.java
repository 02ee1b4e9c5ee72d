package io.soundforge.alchemy.audio.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A new file that is hashed while it is written. */
final class HashedFile implements AutoCloseable {
    private final OutputStream out;
    private final MessageDigest digest;

    HashedFile(Path path) throws IOException {
        out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        digest = sha256Digest();
    }

    void write(byte[] bytes, int count) throws IOException {
        out.write(bytes, 0, count);
        digest.update(bytes, 0, count);
    }

    /** Lower-case hex; to be asked once, after the last write. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
