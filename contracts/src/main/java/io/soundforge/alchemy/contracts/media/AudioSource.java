package io.soundforge.alchemy.contracts.media;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a track's audio comes from.
 *
 * @param kind how to read {@code reference}
 * @param reference a key in the blob store, an http(s) URL, or the link whose metadata is to be matched; without
 *     a link, the track's title and artist
 * @param fileName what the sender called the file, already reduced to a plain name; for people and titles only
 */
public record AudioSource(
        Kind kind, String reference, @Nullable String fileName) {
    /** The ways to get audio. */
    public enum Kind {
        UPLOAD,
        URL,
        MATCH
    }

    public AudioSource {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reference, "reference");
    }

    public static AudioSource upload(String blobKey, String fileName) {
        return new AudioSource(Kind.UPLOAD, blobKey, fileName);
    }

    public static AudioSource url(String url) {
        return new AudioSource(Kind.URL, url, null);
    }

    /** Audio that has to be found by the metadata that the link leads to. */
    public static AudioSource match(String link) {
        return new AudioSource(Kind.MATCH, link, null);
    }
}
