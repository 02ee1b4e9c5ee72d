package io.soundforge.alchemy.download.provider.ytdlp;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.download.match.Candidate;
import io.soundforge.alchemy.download.provider.Offer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From yt-dlp's answer to a search to offers. What lacks a link or a title is left out. */
final class YtDlpSearch {
    private static final int LONGEST_LINK = 2048;

    private YtDlpSearch() {}

    /** @throws AlchemyException SOURCE_REFUSED if the text is no such answer */
    static List<Offer> offers(String json) {
        try {
            JsonArray entries = new JsonObject(json).getJsonArray("entries", new JsonArray());
            return entries.stream()
                    .map(entry -> entry instanceof JsonObject found ? offer(found) : null)
                    .filter(Objects::nonNull)
                    .map(Offer.class::cast)
                    .toList();
        } catch (DecodeException | ClassCastException e) {
            throw new AlchemyException(ErrorCode.SOURCE_REFUSED, "yt-dlp's answer to a search is no JSON", e);
        }
    }

    private static @Nullable Offer offer(JsonObject entry) {
        String url = first(entry, "webpage_url", "url");
        String title = first(entry, "title");
        if (title.isEmpty() || !url.matches("https?://\\S+") || url.length() > LONGEST_LINK) {
            return null;
        }
        Duration duration = entry.getValue("duration") instanceof Number seconds
                ? Duration.ofMillis(Math.round(Math.max(0, Math.min(1e6, seconds.doubleValue())) * 1000))
                : Duration.ZERO;
        return new Offer(
                YtDlpProvider.NAME, url, url, new Candidate(title, first(entry, "channel", "uploader"), duration));
    }

    private static String first(JsonObject entry, String... keys) {
        for (String key : keys) {
            if (entry.getValue(key) instanceof String text && !text.isBlank()) {
                return text;
            }
        }
        return "";
    }
}
