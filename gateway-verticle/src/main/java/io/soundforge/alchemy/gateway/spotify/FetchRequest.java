package io.soundforge.alchemy.gateway.spotify;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.PastedLinks;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.gateway.http.Excerpt;
import io.soundforge.alchemy.gateway.http.JsonBody;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what somebody pasted. Only the kinds and ids of its links go any further, never the text itself. */
final class FetchRequest {
    /** Each is a question of seconds, and the answer has half a minute. */
    static final int MOST_LINKS = 20;

    private static final Set<SpotifyLink.Kind> KINDS = EnumSet.of(
            SpotifyLink.Kind.TRACK, SpotifyLink.Kind.ALBUM, SpotifyLink.Kind.PLAYLIST, SpotifyLink.Kind.ARTIST);
    private static final String ACCEPTED = "expected links to tracks, albums, playlists or artists, such as"
            + " https://open.spotify.com/album/<id>, spotify:track:<id> or https://spotify.link/<code>, with an id of 22"
            + " letters and digits";

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

    /**
     * The links in a text, short ones too, in their order.
     *
     * @throws AlchemyException INVALID_REQUEST, saying what is accepted
     */
    static List<String> links(String pasted) {
        PastedLinks found = PastedLinks.in(pasted);
        if (found.links().isEmpty()) {
            throw invalid(ACCEPTED + "; got '" + Excerpt.of(pasted.strip()) + "'");
        }
        if (!found.others().isEmpty()) {
            throw invalid(ACCEPTED + "; got also '" + Excerpt.of(found.others().get(0)) + "'");
        }
        if (found.links().size() > MOST_LINKS) {
            throw invalid("expected at most " + MOST_LINKS + " links at once; got "
                    + found.links().size());
        }
        return found.links();
    }

    /** @throws AlchemyException INVALID_REQUEST, saying what is accepted */
    static SpotifyLink link(String url) {
        SpotifyLink link = SpotifyLink.parse(url).orElseThrow(() -> invalid(ACCEPTED));
        if (!KINDS.contains(link.kind())) {
            throw invalid(ACCEPTED + "; links of the kind '" + link.kind().text() + "' are not taken");
        }
        return link;
    }

    private static AlchemyException invalid(String message) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, message);
    }
}
