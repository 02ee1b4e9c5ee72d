package io.soundforge.alchemy.contracts.spotify;

import io.soundforge.alchemy.contracts.bus.Request;

/** How is Spotify asked at present? */
public record DescribeAccess() {
    public static final Request<DescribeAccess, Answer> DESCRIBE_ACCESS =
            Request.of("spotify.access.describe", DescribeAccess.class, Answer.class);

    /** The way that is taken first. */
    public record Answer(AccessMode mode) {}

    /** Ways to Spotify, by the words of the original's health answer where it had one. */
    public enum AccessMode {
        /** The Web API: credentials are configured, and were not refused when they were last used. */
        SPOTIFYAPI("spotifyapi"),
        /** The public pages that other sites embed; no credentials are needed. */
        EMBED("embed");

        private final String text;

        AccessMode(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
