package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.ImportPlan;
import io.soundforge.alchemy.contracts.job.JobPlan;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.spotify.ShortLink;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.contracts.track.ExternalId;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.gateway.http.Excerpt;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.soundforge.alchemy.platform.storage.BucketLink;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish to import from a link.
 *
 * @param url as it is to be fetched
 * @param spotify what the link names on Spotify; null for a direct link
 * @param metadata what Spotify says of the track, if it was asked before; null if not
 */
public record ImportRequest(
        String url,
        @Nullable SpotifyLink spotify,
        ImportOptions options,
        @Nullable TrackMetadata metadata) {
    private static final int LONGEST_URL = 2048;
    private static final String ACCEPTED =
            "expected a link to a Spotify track, also a short one, or a direct http(s) link to an audio file";

    /** Reads {@code {url, options}}; fails with INVALID_REQUEST saying what was expected. */
    static ImportRequest parse(@Nullable Buffer body) {
        JsonObject json = JsonBody.object(body == null ? "" : body.toString(), "the body");
        Object url = json.getValue("url");
        if (!(url instanceof String text) || text.isBlank()) {
            throw invalid("url is required: " + ACCEPTED);
        }
        Object options = json.getValue("options");
        if (options != null && !(options instanceof JsonObject)) {
            throw invalid("options must be an object; got " + options);
        }
        return of(text.strip(), ImportOptionsJson.read((JsonObject) options, "options"));
    }

    /** Whether it has to be asked first what the link stands for. */
    boolean shortened() {
        return ShortLink.parse(url).isPresent();
    }

    /** What is to be done. */
    public JobPlan plan() {
        if (spotify == null) {
            return ImportPlan.ofSource(AudioSource.url(url), options);
        }
        boolean known = metadata != null && metadata.complete();
        return known ? ImportPlan.ofKnownTrack(url, options) : ImportPlan.ofSpotifyLink(url, options);
    }

    /** The name under which its owner has the track at most once; null for a direct link. */
    public @Nullable String externalId() {
        return spotify == null ? null : ExternalId.ofSpotifyTrack(spotify.id()).value();
    }

    /** Reads a link; fails with INVALID_REQUEST unless it is a Spotify track link or a direct http(s) link. */
    public static ImportRequest of(String url, ImportOptions options) {
        Optional<SpotifyLink> link = SpotifyLink.parse(url);
        if (link.isPresent()) {
            if (link.get().kind() != SpotifyLink.Kind.TRACK) {
                throw invalid("one Spotify track is taken here, many by POST /api/audio/batch; got a link of the kind '"
                        + link.get().kind().text() + "'");
            }
            return new ImportRequest(link.get().canonical(), link.get(), options, null);
        }
        if (BucketLink.isMeantBy(url)) {
            BucketLink.parse(url);
        } else {
            requireHttp(url);
        }
        return new ImportRequest(url, null, options, null);
    }

    /** A track that Spotify has told of already: it is not asked again. */
    public static ImportRequest of(TrackMetadata metadata, ImportOptions options) {
        SpotifyLink link =
                new SpotifyLink(SpotifyLink.Kind.TRACK, metadata.track().id());
        return new ImportRequest(link.canonical(), link, options, metadata);
    }

    private static void requireHttp(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!http || uri.getHost() == null || url.length() > LONGEST_URL) {
                throw invalid(ACCEPTED + "; got '" + Excerpt.of(url) + "'");
            }
        } catch (URISyntaxException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, ACCEPTED + "; got '" + Excerpt.of(url) + "'", e);
        }
    }

    private static AlchemyException invalid(String message) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, message);
    }
}
