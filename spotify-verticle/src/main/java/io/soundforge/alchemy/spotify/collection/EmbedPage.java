package io.soundforge.alchemy.spotify.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.platform.bus.WireJson;
import io.soundforge.alchemy.spotify.http.PublicUrl;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the page that other sites embed. It carries its data as JSON in a script element ({@code __NEXT_DATA__}); the
 * form is not documented and drifts, so nothing but names is taken for granted. Lists are cut at 50 to 100 entries
 * and the tracks of playlists have no album, so an answer from here is never called complete.
 */
final class EmbedPage {
    private static final Pattern DATA =
            Pattern.compile("<script[^>]*\\bid=[\"']__NEXT_DATA__[\"'][^>]*>(.*?)</script>", Pattern.DOTALL);
    private static final String ENTITY = "/props/pageProps/state/data/entity";
    private static final String TRACK_URI = "spotify:track:";

    /** Artists of a list's entry come as one text; a comma within a name is followed by a usual space. */
    private static final Pattern BETWEEN_ARTISTS = Pattern.compile(",\u00a0");

    private final SpotifyLink link;
    private final JsonNode entity;

    private EmbedPage(SpotifyLink link, JsonNode entity) {
        this.link = link;
        this.entity = entity;
    }

    /** @throws AlchemyException SOURCE_UNAVAILABLE when the page does not hold what is expected */
    static CollectionMetadata read(SpotifyLink link, String html) {
        Matcher data = DATA.matcher(html);
        if (!data.find()) {
            throw unreadable(null);
        }
        try {
            return new EmbedPage(link, entity(WireJson.mapper().readTree(data.group(1)))).collection();
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** Where it is at present, or wherever it has moved under its name. */
    private static JsonNode entity(JsonNode data) {
        JsonNode entity = data.at(ENTITY);
        JsonNode moved = entity.isObject() ? entity : data.findValue("entity");
        return moved == null ? entity : moved;
    }

    private CollectionMetadata collection() {
        TrackPage page = link.kind() == SpotifyLink.Kind.TRACK ? single() : list();
        return new CollectionMetadata(link, name(), null, page.tracks(), page.skipped(), null, "embed", false);
    }

    private String name() {
        String name = text(entity.path("name"));
        String named = name.isBlank() ? text(entity.path("title")) : name;
        if (named.isBlank()) {
            throw unreadable(null);
        }
        return named;
    }

    private TrackPage single() {
        TrackPage.Builder page = new TrackPage.Builder();
        page.add(new CollectionTrack(
                link.id(),
                name(),
                PlaylistPage.artists(entity.path("artists")),
                null,
                cover(),
                releaseDate(),
                seconds(entity),
                preview(entity),
                null,
                PlaylistPage.truth(entity.path("isExplicit"))));
        return page.build(1);
    }

    private TrackPage list() {
        JsonNode entries = entity.path("trackList");
        if (!entries.isArray()) {
            throw unreadable(null);
        }
        TrackPage.Builder page = new TrackPage.Builder();
        for (JsonNode entry : entries) {
            if (text(entry.path("uri")).startsWith("spotify:episode:")) {
                page.skip(SkippedItems.ONE_EPISODE);
            } else {
                page.add(listed(entry));
            }
        }
        return page.build(entries.size());
    }

    private @Nullable CollectionTrack listed(JsonNode entry) {
        String uri = text(entry.path("uri"));
        String id = uri.startsWith(TRACK_URI) ? uri.substring(TRACK_URI.length()) : "";
        String title = text(entry.path("title"));
        if (!SpotifyLink.isId(id) || title.isBlank()) {
            return null;
        }
        boolean album = link.kind() == SpotifyLink.Kind.ALBUM;
        return new CollectionTrack(
                id,
                title,
                artists(text(entry.path("subtitle"))),
                album ? name() : null,
                album ? cover() : null,
                album ? releaseDate() : null,
                seconds(entry),
                preview(entry),
                null,
                PlaylistPage.truth(entry.path("isExplicit")));
    }

    private static List<String> artists(String subtitle) {
        return Arrays.stream(BETWEEN_ARTISTS.split(subtitle))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private @Nullable String cover() {
        String cover = PlaylistPage.widest(entity.path("coverArt").path("sources"));
        return cover != null
                ? cover
                : PlaylistPage.widest(entity.path("visualIdentity").path("image"));
    }

    private @Nullable String releaseDate() {
        String date = text(entity.path("releaseDate").path("isoString"));
        return date.matches("\\d{4}-\\d\\d-\\d\\d.*") ? date.substring(0, 10) : null;
    }

    private static @Nullable Double seconds(JsonNode node) {
        JsonNode millis = node.path("duration");
        return millis.isNumber() ? millis.asDouble() / 1000 : null;
    }

    /** Empty if it is none. */
    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    private static @Nullable String preview(JsonNode node) {
        return PublicUrl.accepted(node.path("audioPreview").path("url").textValue());
    }

    private static AlchemyException unreadable(@Nullable Exception cause) {
        String message = "Spotify's embed page does not hold the expected data";
        return cause == null
                ? new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, message)
                : new AlchemyException(ErrorCode.SOURCE_UNAVAILABLE, message, cause);
    }
}
