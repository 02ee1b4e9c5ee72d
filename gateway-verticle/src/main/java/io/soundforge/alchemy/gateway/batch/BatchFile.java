package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.spotify.ShortLink;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.contracts.track.ExternalId;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.tracks.ImportRequest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entry of {@code files}: a link as in an import or to an album or a playlist, or a track that exists, by our id or by its client's name. */
sealed interface BatchFile {
    String EXPECTED = "expected a link or a track's id, as a text, {\"url\":…} or {\"track_id\":…}";

    Set<SpotifyLink.Kind> COLLECTIONS =
            Set.of(SpotifyLink.Kind.ALBUM, SpotifyLink.Kind.PLAYLIST, SpotifyLink.Kind.ARTIST);

    int LONGEST_SHOWN = 200;

    /** What the client named, for people. */
    String source();

    /** Something to import. */
    record Link(String source, ImportRequest request) implements BatchFile {}

    /** Something imported before. */
    record Known(String source, TrackId track) implements BatchFile {}

    /** Something imported before, by the name that a client has for it. */
    record Named(String source, String externalId) implements BatchFile {}

    /** A link as apps shorten it: nobody knows yet what it stands for. */
    record Shortened(String source, ImportOptions options) implements BatchFile {}

    /** An album, a playlist or an artist: as many files as it has tracks. */
    record Collection(String source, SpotifyLink link, ImportOptions options) implements BatchFile {}

    /** Something that cannot be used; it keeps none of the others back. */
    record Refused(String source, Failure reason) implements BatchFile {}

    /** Reads an entry, whatever it is. */
    static BatchFile readOrRefuse(@Nullable Object entry, ImportOptions options) {
        try {
            return read(entry, options);
        } catch (AlchemyException e) {
            Failure reason = e.failure();
            return new Refused(shown(entry), new Failure(reason.code(), storable(reason.message())));
        }
    }

    /** No row can hold a NUL. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static String shown(@Nullable Object entry) {
        String text = storable(entry instanceof String plain ? plain : Json.encode(entry));
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Reads an entry; fails with INVALID_REQUEST saying what was expected. */
    static BatchFile read(@Nullable Object entry, ImportOptions options) {
        if (entry instanceof String text) {
            String plain = text.strip();
            Optional<TrackId> track = trackId(plain);
            return track.isPresent() ? new Known(plain, track.get()) : link(plain, options);
        }
        if (entry instanceof JsonObject object && object.size() == 1) {
            Map.Entry<String, Object> field = object.iterator().next();
            if (field.getValue() instanceof String text) {
                return named(field.getKey(), text.strip(), options);
            }
        }
        throw invalid(EXPECTED);
    }

    private static BatchFile named(String field, String value, ImportOptions options) {
        return switch (field) {
            case "url" -> link(value, options);
            case "track_id" ->
                trackId(value).<BatchFile>map(id -> new Known(value, id)).orElseGet(() -> byName(value));
            default -> throw invalid(EXPECTED);
        };
    }

    private static BatchFile byName(String name) {
        try {
            return new Named(name, ExternalId.ofClientName(name).value());
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "track_id: " + e.getMessage(), e);
        }
    }

    /** Reads a link that is written out or short. */
    static BatchFile link(String url, ImportOptions options) {
        if (ShortLink.parse(url).isPresent()) {
            return new Shortened(url, options);
        }
        Optional<SpotifyLink> link = SpotifyLink.parse(url);
        if (link.isPresent() && COLLECTIONS.contains(link.get().kind())) {
            return new Collection(url, link.get(), options);
        }
        return new Link(url, ImportRequest.of(url, options));
    }

    private static Optional<TrackId> trackId(String text) {
        try {
            return Optional.of(TrackId.parse(text));
        } catch (IllegalArgumentException aLink) {
            return Optional.empty();
        }
    }

    private static AlchemyException invalid(String message) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, message);
    }
}
