package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.track.ExternalId;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.tracks.ImportRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** One entry of {@code files}: a link as in an import, or a track that exists, by our id or by its client's name. */
sealed interface BatchFile {
    String EXPECTED = "expected a link or a track's id, as a text, {\"url\":…} or {\"track_id\":…}";

    /** What the client named, for people. */
    String source();

    /** Something to import. */
    record Link(String source, ImportRequest request) implements BatchFile {}

    /** Something imported before. */
    record Known(String source, TrackId track) implements BatchFile {}

    /** Something imported before, by the name that a client has for it. */
    record Named(String source, String externalId) implements BatchFile {}

    /** Reads an entry; fails with INVALID_REQUEST saying what was expected. */
    static BatchFile read(Object entry, ImportOptions options) {
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

    private static BatchFile link(String url, ImportOptions options) {
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
