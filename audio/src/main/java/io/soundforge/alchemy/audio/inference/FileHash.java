package io.soundforge.alchemy.audio.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of files, read block by block. */
public final class FileHash {
    private FileHash() {}

    /** Lower-case hex. */
    public static String sha256(Path file) throws IOException {
        return sha256(List.of(file));
    }

    /** Of the contents one after the other; lower-case hex. */
    static String sha256(List<Path> files) throws IOException {
        MessageDigest digest = digest();
        byte[] block = new byte[1 << 16];
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(block); read > 0; read = in.read(block)) {
                    digest.update(block, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
