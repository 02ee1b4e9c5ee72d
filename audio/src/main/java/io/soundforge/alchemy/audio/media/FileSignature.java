package io.soundforge.alchemy.audio.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names what a refused file seems to be, for messages. Whether a file is taken is ffmpeg's decision alone. */
final class FileSignature {
    private static final int LOOKED_AT = 512;
    private static final Map<String, String> BEGINNINGS = beginnings();

    private FileSignature() {}

    private static Map<String, String> beginnings() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("#EXTM3U", "an M3U or HLS playlist");
        names.put("ffconcat", "a concat playlist");
        names.put("[playlist]", "a PLS playlist");
        names.put("v=0", "an SDP description");
        names.put("<", "a web page or XML");
        names.put("\u0089PNG", "a PNG image");
        names.put("\u00ff\u00d8\u00ff", "a JPEG image");
        names.put("GIF8", "a GIF image");
        names.put("%PDF", "a PDF document");
        names.put("PK\u0003\u0004", "a ZIP archive");
        names.put("MThd", "a MIDI file");
        names.put("\u007fELF", "a program");
        return names;
    }

    /** Such as "an empty file", "a PNG image" or "text". */
    static String of(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(LOOKED_AT);
        }
        return describe(new String(start, StandardCharsets.ISO_8859_1));
    }

    private static String describe(String start) {
        if (start.isEmpty()) {
            return "an empty file";
        }
        for (Map.Entry<String, String> beginning : BEGINNINGS.entrySet()) {
            if (start.startsWith(beginning.getKey())) {
                return beginning.getValue();
            }
        }
        return isText(start) ? "text" : "data of another kind";
    }

    private static boolean isText(String start) {
        return start.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || c == '\n' || c == '\r' || c == '\t');
    }
}
