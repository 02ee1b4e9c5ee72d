package io.soundforge.alchemy.contracts.spotify;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One track of a {@link CollectionMetadata}. What the source leaves out is null.
 *
 * @param id the service's own, stable
 * @param title without what is no text, as {@code artists} and {@code album}
 * @param artists may be empty when the source does not name them
 * @param coverUrl https
 * @param releaseDate yyyy, yyyy-mm or yyyy-mm-dd, as precise as the service knows it
 * @param duration seconds; what cannot be one is left out
 * @param previewUrl https; a clip of some seconds from within the recording
 * @param isrc the recording's International Standard Recording Code (ISO 3901), twelve letters and digits
 * @param explicit whether its words are marked as such
 */
public record CollectionTrack(
        String id,
        String title,
        List<String> artists,
        @Nullable String album,
        @Nullable String coverUrl,
        @Nullable String releaseDate,
        @Nullable Double duration,
        @Nullable String previewUrl,
        @Nullable String isrc,
        @Nullable Boolean explicit) {
    /** More than any track has; the field has 32 bits of milliseconds at Spotify. */
    private static final double LONGEST_SECONDS = 1 << 22;

    private static final Pattern ISRC = Pattern.compile("[A-Z]{2}[A-Z0-9]{3}[0-9]{7}");

    public CollectionTrack {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        title = PlainText.of(title);
        artists = artists.stream().map(PlainText::of).toList();
        album = album == null ? null : PlainText.of(album);
        duration = duration == null || !(duration >= 0 && duration <= LONGEST_SECONDS) ? null : duration;
        isrc = isrc == null ? null : written(isrc);
    }

    /** People write the code with hyphens or in small letters; what is none is left out. */
    private static @Nullable String written(String isrc) {
        String plain = isrc.replace("-", "").strip().toUpperCase(Locale.ROOT);
        return ISRC.matcher(plain).matches() ? plain : null;
    }

    /** Whether enough is known to look for the recording: who plays it and how long it takes. */
    public boolean findable() {
        return !artists.isEmpty() && duration != null;
    }
}
