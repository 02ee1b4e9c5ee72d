package io.soundforge.alchemy.gateway.legacy;

import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code options} of a separation's record: the defaults, overlaid by what the caller sent. */
final class StoredOptions {
    private static final List<String> DEFAULT_FLAGS =
            List.of("extractVocals", "extractBass", "extractDrums", "extractOther");

    private StoredOptions() {}

    /** @param sent null for a separation that was not asked for over this wire */
    static Map<String, Object> of(SeparationOptions options, @Nullable JsonObject sent) {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("model", options.model());
        stored.put("twoStems", options.twoStems() == null ? false : options.twoStems());
        SentOptions.FLAGS.forEach((flag, stem) -> {
            if (DEFAULT_FLAGS.contains(flag) || options.without().contains(stem)) {
                stored.put(flag, isWanted(options, stem));
            }
        });
        stored.put("format", options.format().text());
        if (sent != null) {
            stored.putAll(sent.getMap());
        }
        return stored;
    }

    private static boolean isWanted(SeparationOptions options, String stem) {
        boolean named = options.stems().isEmpty() || options.stems().contains(stem);
        return named && !options.without().contains(stem);
    }
}
