package io.soundforge.alchemy.audio.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The picture inside an audio file, judged by its first bytes and never by what the file says of it.
 *
 * @param extension without a dot
 * @param contentType {@code image/jpeg}, {@code image/png} or {@code image/webp}
 */
public record CoverPicture(String extension, String contentType, byte[] bytes) {
    /** 8 MB. */
    static final int MOST_BYTES = 8 << 20;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /** Empty for what is larger than 8 MB, or no picture that every browser shows and that can hold no script. */
    static Optional<CoverPicture> of(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return Optional.empty();
        }
        if (startsWith(bytes, JPEG)) {
            return Optional.of(new CoverPicture("jpg", "image/jpeg", bytes));
        }
        if (startsWith(bytes, PNG)) {
            return Optional.of(new CoverPicture("png", "image/png", bytes));
        }
        boolean webp = bytes.length > 12
                && ascii(bytes, 0).equals("RIFF")
                && ascii(bytes, 8).equals("WEBP");
        return webp ? Optional.of(new CoverPicture("webp", "image/webp", bytes)) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length > start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static String ascii(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CoverPicture picture && Arrays.equals(bytes, picture.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return contentType + " of " + bytes.length + " bytes";
    }
}
