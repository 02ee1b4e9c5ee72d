package io.soundforge.alchemy.spotify.collection;

import com.fasterxml.jackson.databind.JsonNode;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionTrack;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.spotify.http.PublicUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries of a playlist out of the Web API's JSON in both of its forms: since February 2026 applications in
 * development mode get {@code items} with an {@code item} each, others still {@code tracks} with a {@code track}. The
 * library knows the older form only.
 */
final class PlaylistPage {
    private PlaylistPage() {}

    /**
     * @param most entries behind these are not taken
     * @throws AlchemyException SOURCE_UNAVAILABLE when this is no page
     */
    static TrackPage read(JsonNode paging, int most) {
        return read(paging, most, PlaylistPage::add);
    }

    /**
     * A page whose entries are the tracks themselves, as in albums.
     *
     * @throws AlchemyException SOURCE_UNAVAILABLE when this is no page
     */
    static TrackPage readTracks(JsonNode paging, int most) {
        return read(paging, most, (page, entry) -> page.add(track(entry)));
    }

    private static TrackPage read(JsonNode paging, int most, BiConsumer<TrackPage.Builder, JsonNode> reader) {
        JsonNode entries = paging.path("items");
        if (!entries.isArray()) {
            throw new AlchemyException(
                    ErrorCode.SOURCE_UNAVAILABLE, "the Spotify Web API's answer is not the expected page of tracks");
        }
        TrackPage.Builder page = new TrackPage.Builder();
        int taken = Math.min(most, entries.size());
        for (int i = 0; i < taken; i++) {
            reader.accept(page, entries.get(i));
        }
        boolean next = taken < entries.size() || paging.path("next").isTextual();
        return page.build(Math.max(0, paging.path("total").asInt(entries.size())), next);
    }

    private static void add(TrackPage.Builder page, JsonNode entry) {
        JsonNode media = entry.hasNonNull("item") ? entry.path("item") : entry.path("track");
        if (entry.path("is_local").asBoolean() || media.path("is_local").asBoolean()) {
            page.skip(SkippedItems.ONE_LOCAL);
        } else if ("episode".equals(media.path("type").textValue())) {
            page.skip(SkippedItems.ONE_EPISODE);
        } else {
            page.add(track(media));
        }
    }

    private static @Nullable CollectionTrack track(JsonNode media) {
        String id = media.path("id").textValue();
        String title = media.path("name").textValue();
        if (id == null || !SpotifyLink.isId(id) || title == null || title.isBlank()) {
            return null;
        }
        JsonNode album = media.path("album");
        JsonNode millis = media.path("duration_ms");
        return new CollectionTrack(
                id,
                title,
                artists(media.path("artists")),
                album.path("name").textValue(),
                widest(album.path("images")),
                album.path("release_date").textValue(),
                millis.isNumber() ? millis.asDouble() / 1000 : null,
                PublicUrl.accepted(media.path("preview_url").textValue()),
                media.path("external_ids").path("isrc").textValue(),
                truth(media.path("explicit")));
    }

    /** What a node says, if it is a truth value. */
    static @Nullable Boolean truth(JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : null;
    }

    /** The names of some artists. */
    static List<String> artists(JsonNode artists) {
        List<String> names = new ArrayList<>();
        for (JsonNode artist : artists) {
            String name = artist.path("name").textValue();
            if (name != null && !name.isBlank()) {
                names.add(name);
            }
        }
        return names;
    }

    /** The widest of some pictures; those without a width come last. */
    static @Nullable String widest(JsonNode images) {
        JsonNode widest = null;
        for (JsonNode image : images) {
            if (widest == null || width(image) > width(widest)) {
                widest = image;
            }
        }
        return widest == null ? null : PublicUrl.accepted(widest.path("url").textValue());
    }

    private static int width(JsonNode image) {
        return image.path("width").asInt(image.path("maxWidth").asInt());
    }
}
