package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.platform.catalog.TrackDescription;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a file's tags add to what is known of its track: they fill gaps and replace a name that was only a file name. */
final class TrackNaming {
    private static final int MAX_LENGTH = 300;

    private TrackNaming() {}

    /**
     * @param tags lower-case keys
     * @param duration seconds of the decoded audio, which is right whatever was known before
     */
    static TrackDescription describe(Track track, AudioSource source, Map<String, String> tags, double duration) {
        return new TrackDescription(
                namedAfterFile(track.name(), source) ? tag(tags, "title") : null,
                track.artist() == null ? tag(tags, "artist") : null,
                track.album() == null ? tag(tags, "album") : null,
                null,
                duration);
    }

    private static boolean namedAfterFile(String name, AudioSource source) {
        String file =
                switch (source.kind()) {
                    case UPLOAD -> source.fileName();
                    case URL -> lastSegment(source.reference());
                    case MATCH -> null;
                };
        return file != null
                && (name.equals(file) || name.equals(withoutExtension(file)) || name.equals(source.reference()));
    }

    private static String lastSegment(String url) {
        String path = url.replaceFirst("[?#].*", "");
        String segment = path.substring(path.lastIndexOf('/') + 1);
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return segment;
        }
    }

    private static String withoutExtension(String file) {
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    /** A tag without control characters (a NUL would be refused by the database), cut to a bearable length. */
    private static @Nullable String tag(Map<String, String> tags, String key) {
        String text = tags.getOrDefault(key, "").replaceAll("\\p{Cntrl}+", " ").strip();
        if (text.isEmpty()) {
            return null;
        }
        return text.codePointCount(0, text.length()) <= MAX_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH));
    }
}
