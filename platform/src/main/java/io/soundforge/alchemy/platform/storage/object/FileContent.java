package io.soundforge.alchemy.platform.storage.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * A finished file, measured once.
 *
 * @param bytes its length
 * @param sha256 in lower-case hex
 */
public record FileContent(Path file, long bytes, String sha256) {
    private static final int BLOCK = 1 << 16;

    /** Reads the whole file; blocks. */
    public static FileContent of(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
                bytes += read;
            }
        }
        return new FileContent(file, bytes, Digests.hex(digest.digest()));
    }

    /** A part of it; blocks. */
    byte[] part(long offset, int length) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (part.hasRemaining()) {
                if (channel.read(part, offset + part.position()) < 0) {
                    throw new IOException(file.getFileName() + " became shorter while it was stored");
                }
            }
        }
        return part.array();
    }

    /** By the name's ending; browsers that follow a signed URL go by it. */
    static String typeOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
            case "wav" -> "audio/wav";
            case "flac" -> "audio/flac";
            case "mp3" -> "audio/mpeg";
            case "m4a", "mp4" -> "audio/mp4";
            case "ogg", "opus" -> "audio/ogg";
            case "json" -> "application/json";
            case "zip" -> "application/zip";
            default -> "application/octet-stream";
        };
    }
}
