package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.spotify.ShortLink;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.ExternalId;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.tracks.ImportRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An old client's wish for a track's audio.
 *
 * @param name what the client calls the track
 * @param url the link to it; null when nothing but its metadata is known
 * @param spotify what the link, or else the name, says on Spotify
 * @param autoProcess null leaves it to what was remembered of the track
 * @param separation null when the caller sent no options for it
 */
record DownloadRequest(
        String name,
        @Nullable String url,
        @Nullable SpotifyLink spotify,
        TrackInfo info,
        @Nullable Boolean autoProcess,
        boolean autoAnalyze,
        @Nullable SentOptions separation) {

    /** Reads the body; fails with INVALID_REQUEST in the original's words where it had some. */
    static DownloadRequest parse(SentJson body) {
        String name = body.required("trackId", "Track ID is required");
        Optional<SpotifyLink> named = SpotifyLink.parse(externalId(name).value());
        ImportRequest from = link(body, named);
        SentJson separation = body.object("separationOptions");
        DownloadRequest request = new DownloadRequest(
                name,
                from == null ? null : from.url(),
                from == null ? named.orElse(null) : from.spotify(),
                TrackInfo.read(body.object("trackInfo")),
                body.flag("autoProcess"),
                Boolean.TRUE.equals(body.flag("autoAnalyze")),
                separation == null ? null : SentOptions.read(separation));
        request.source(); // there is one, or the request is refused
        return request;
    }

    /** @param named what the track's name says on Spotify */
    private static @Nullable ImportRequest link(SentJson body, Optional<SpotifyLink> named) {
        String link = body.text("spotifyUrl");
        if (link == null || link.isBlank()) {
            if (!body.has("trackInfo")) {
                throw SentJson.invalid("Spotify URL or track info is required");
            }
            return null;
        }
        if (ShortLink.parse(link).isPresent()) {
            throw SentJson.invalid("short links are read by POST /api/spotify/fetch; expected what that answers");
        }
        ImportRequest request = ImportRequest.of(link.strip(), ImportOptions.defaults());
        requireSameTrack(request.spotify(), named);
        return request;
    }

    private static void requireSameTrack(@Nullable SpotifyLink linked, Optional<SpotifyLink> named) {
        if (linked != null && named.isPresent() && !named.get().equals(linked)) {
            throw SentJson.invalid("spotifyUrl and trackId must name the same track; got " + linked.canonical()
                    + " and " + named.get().canonical());
        }
    }

    private static ExternalId externalId(String name) {
        try {
            return ExternalId.ofClientName(name);
        } catch (IllegalArgumentException e) {
            throw SentJson.invalid("trackId: " + e.getMessage() + "; got '" + SentJson.shown(name) + "'");
        }
    }

    /** The track to be made when the client's name is new. */
    Track newTrack(OwnerId owner, Instant now) {
        String title = info.title();
        return new Track(
                TrackId.random(),
                owner,
                title == null ? name : title,
                info.artist(),
                info.album(),
                info.coverUrl(),
                externalId(name).value(),
                url != null || spotify == null ? url : spotify.canonical(),
                info.duration(),
                now);
    }

    /**
     * The steps: a Spotify link without a title is looked up first.
     *
     * @param remembered the options of an earlier separation that is to be repeated after each download
     */
    JobPlan plan(Optional<SeparationOptions> remembered) {
        String unread = spotify != null && info.title() == null ? spotify.canonical() : null;
        return ImportPlan.of(unread, source(), separationOf(remembered), autoAnalyze);
    }

    private AudioSource source() {
        String words = info.words();
        if (spotify != null) {
            return AudioSource.match(spotify.canonical());
        }
        if (url != null) {
            return AudioSource.url(url);
        }
        if (words == null) {
            throw SentJson.invalid(
                    "trackInfo.title is required when neither trackId nor spotifyUrl names a Spotify track");
        }
        return AudioSource.match(words);
    }

    private @Nullable SeparationOptions separationOf(Optional<SeparationOptions> remembered) {
        boolean wanted = autoProcess == null ? remembered.isPresent() : autoProcess;
        if (!wanted) {
            return null;
        }
        return separation != null
                ? separation.options()
                : remembered.orElse(SentOptions.none().options());
    }
}
