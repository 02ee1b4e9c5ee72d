package io.soundforge.alchemy.gateway.legacy;

import java.util.ArrayList;
import java.util.List;

/**
 * An old client's wish for work on a track that is here. A path that it sends is never looked at: which file is meant
 * follows from the track.
 *
 * @param name what the client calls the track
 * @param warnings what of the request has no effect
 */
record ProcessingRequest(String name, SentOptions options, List<String> warnings) {
    /** {@code {trackId, options}}. */
    static ProcessingRequest ofSeparation(SentJson body) {
        String name = nameIn(body);
        SentOptions options = SentOptions.read(body.object("options"));
        List<String> warnings = warnings(body);
        warnings.addAll(options.warnings());
        return new ProcessingRequest(name, options, warnings);
    }

    /** {@code {trackId}}. */
    static ProcessingRequest ofAnalysis(SentJson body) {
        return new ProcessingRequest(nameIn(body), SentOptions.none(), warnings(body));
    }

    private static String nameIn(SentJson body) {
        return body.required("trackId", "Track ID is required");
    }

    private static List<String> warnings(SentJson body) {
        List<String> warnings = new ArrayList<>();
        if (body.has("inputPath")) {
            warnings.add("inputPath is ignored: the track's own audio is used");
        }
        return warnings;
    }
}
