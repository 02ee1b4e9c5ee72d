package io.soundforge.alchemy.gateway.sources;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.media.SourceOrder;
import io.soundforge.alchemy.contracts.media.TrackSources;
import io.soundforge.alchemy.gateway.http.JsonBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody chooses: the id of a candidate, or a link.
 *
 * @param candidate null if it is a link
 * @param url null if it is a candidate
 */
record SourceChoice(@Nullable String candidate, @Nullable String url) {
    private static final int LONGEST = 2048;
    private static final String EXPECTED = "expected {\"candidate\":\"id\"} or {\"url\":\"https://…\"}";

    /** @throws AlchemyException INVALID_REQUEST that says what is expected */
    static SourceChoice parse(@Nullable Buffer body) {
        JsonObject json = JsonBody.object(body == null ? "" : body.toString(), "the body");
        Object candidate = json.getValue("candidate");
        Object url = json.getValue("url");
        if ((candidate == null) == (url == null)) {
            throw invalid(EXPECTED);
        }
        if (candidate != null) {
            return candidate instanceof String id ? new SourceChoice(id, null) : fail(EXPECTED);
        }
        return url instanceof String link && isLink(link)
                ? new SourceChoice(null, link.strip())
                : fail("expected url to be a link that begins with https:// or http://, of at most " + LONGEST
                        + " characters");
    }

    /** @throws AlchemyException INVALID_REQUEST if there is no such candidate */
    SourceOrder order(Optional<TrackSources> known) {
        if (url != null) {
            return new SourceOrder(null, url);
        }
        return known.stream()
                .flatMap(sources -> sources.candidates().stream())
                .filter(one -> one.id().equals(candidate))
                .findFirst()
                .map(one -> new SourceOrder(one, null))
                .orElseThrow(() -> invalid("expected the id of one of the track's candidates"));
    }

    private static boolean isLink(String text) {
        try {
            URI uri = new URI(text.strip());
            return text.length() <= LONGEST
                    && uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static SourceChoice fail(String message) {
        throw invalid(message);
    }

    private static AlchemyException invalid(String message) {
        return new AlchemyException(ErrorCode.INVALID_REQUEST, message);
    }
}
