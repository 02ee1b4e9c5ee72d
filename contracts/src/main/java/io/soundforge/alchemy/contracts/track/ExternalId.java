package io.soundforge.alchemy.contracts.track;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A name that somebody else has for a track; unique per owner.
 *
 * @param value {@code spotify:track:<id>} for what Spotify names, {@code client:<name>} for a name that a client chose
 */
public record ExternalId(String value) {
    private static final String SPOTIFY = "spotify:track:";
    private static final String CLIENT = "client:";
    private static final Pattern SPOTIFY_ID = Pattern.compile("[0-9A-Za-z]{22}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    public ExternalId {
        Objects.requireNonNull(value, "value");
    }

    /** @param id 22 base-62 characters */
    public static ExternalId ofSpotifyTrack(String id) {
        return new ExternalId(SPOTIFY + id);
    }

    /**
     * The track that an old client means by its {@code trackId}: Spotify's id where it looks like one, else a name of the
     * client's own.
     *
     * @throws IllegalArgumentException unless the name is 1 to 64 letters, digits, '_' and '-'
     */
    public static ExternalId ofClientName(String name) {
        if (SPOTIFY_ID.matcher(name).matches()) {
            return ofSpotifyTrack(name);
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a track's id is 1 to 64 letters, digits, '_' and '-'");
        }
        return new ExternalId(CLIENT + name);
    }

    /** What old clients call the track: the part that {@link #ofClientName} was given. */
    public String clientName() {
        return value.substring(value.lastIndexOf(':') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
