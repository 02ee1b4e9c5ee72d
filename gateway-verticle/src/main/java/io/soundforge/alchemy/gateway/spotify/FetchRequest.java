package io.soundforge.alchemy.gateway.spotify;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.gateway.http.JsonBody;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the link that somebody pasted. Only its kind and id go any further, never the text itself. */
final class FetchRequest {
    private static final int LONGEST_URL = 2048;
    private static final Set<SpotifyLink.Kind> KINDS =
            EnumSet.of(SpotifyLink.Kind.TRACK, SpotifyLink.Kind.ALBUM, SpotifyLink.Kind.PLAYLIST);
    private static final String ACCEPTED = "expected a link to a track, an album or a playlist, such as"
            + " https://open.spotify.com/album/<id> or spotify:track:<id>, with an id of 22 letters and digits";

    private FetchRequest() {}

    /** The {@code url} of a JSON object; empty when there is no such object or no such text in it. */
    static Optional<String> url(@Nullable String body) {
        try {
            Object url = JsonBody.object(body == null ? "" : body, "the body").getValue("url");
            return url instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
        } catch (AlchemyException noObject) {
            return Optional.empty();
        }
    }

    /** @throws AlchemyException INVALID_REQUEST, saying what is accepted */
    static SpotifyLink link(String url) {
        Optional<SpotifyLink> link = url.length() > LONGEST_URL ? Optional.empty() : SpotifyLink.parse(url);
        if (link.isEmpty()) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, ACCEPTED);
        }
        SpotifyLink.Kind kind = link.get().kind();
        if (!KINDS.contains(kind)) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST, ACCEPTED + "; links of the kind '" + kind.text() + "' are not taken");
        }
        return link.get();
    }
}
