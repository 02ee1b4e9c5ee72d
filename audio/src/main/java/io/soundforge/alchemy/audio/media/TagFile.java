package io.soundforge.alchemy.audio.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tags for the encoder, in ffmpeg's metadata format (<a href="https://ffmpeg.org/ffmpeg-formats.html#Metadata-1">
 * ffmetadata</a>). A file and not arguments: it is UTF-8 whatever the language of this machine is, and a title is never
 * read as an option. Gone when it is closed.
 */
final class TagFile implements AutoCloseable {
    private static final int LONGEST_VALUE = 200;
    private static final String PROTECTED = "=;#\\";

    private final PendingFile file;

    private TagFile(PendingFile file) {
        this.file = file;
    }

    /** Writes the tags to a hidden file beside another; null when there are none. */
    static @Nullable TagFile beside(Path target, Map<String, String> tags) throws IOException {
        if (tags.isEmpty()) {
            return null;
        }
        TagFile tagFile = new TagFile(PendingFile.beside(target));
        try {
            Files.writeString(tagFile.path(), text(tags), StandardCharsets.UTF_8);
            return tagFile;
        } catch (IOException e) {
            tagFile.close();
            throw e;
        }
    }

    Path path() {
        return file.path();
    }

    /** In the order of the keys; values of at most 200 characters without control characters; empty ones are left out. */
    static String text(Map<String, String> tags) {
        StringBuilder text = new StringBuilder(";FFMETADATA1\n");
        new TreeMap<>(tags).forEach((key, value) -> {
            String plain = plain(value);
            if (!plain.isEmpty()) {
                text.append(protect(key)).append('=').append(protect(plain)).append('\n');
            }
        });
        return text.toString();
    }

    private static String plain(String value) {
        String text = value.replaceAll("\\p{Cntrl}+", " ").strip();
        if (text.length() <= LONGEST_VALUE) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_VALUE - 1)) ? LONGEST_VALUE - 1 : LONGEST_VALUE;
        return text.substring(0, end);
    }

    private static String protect(String text) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (PROTECTED.indexOf(c) >= 0) {
                safe.append('\\');
            }
            safe.append(c);
        }
        return safe.toString();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
