package io.soundforge.alchemy.websocket.tracks;

import io.soundforge.alchemy.websocket.LiveLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a client stands in each track that it follows: {@code epoch;name:sequence}, the last joined by commas. It travels
 * with every fact, and a client that was cut off sends the last one back; so any node can go on with it, and none has to
 * remember.
 *
 * @param epoch which journal the numbers are of
 * @param byName the last fact delivered, by the client's name for the track
 */
record Positions(String epoch, Map<String, Long> byName) {
    private static final Pattern TEXT =
            Pattern.compile("[0-9a-f]{16};[A-Za-z0-9_-]{1,64}:\\d{1,18}(,[A-Za-z0-9_-]{1,64}:\\d{1,18})*");
    private static final int LONGEST_TEXT = 17 + LiveLimits.MOST_TRACKS * 84;

    Positions {
        byName = Map.copyOf(byName);
    }

    /** Reads what a client sent back; empty if it is not ours. */
    static Optional<Positions> parse(String text) {
        if (text.length() > LONGEST_TEXT || !TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        int semicolon = text.indexOf(';');
        Map<String, Long> positions = new LinkedHashMap<>();
        for (String entry : text.substring(semicolon + 1).split(",", -1)) {
            int colon = entry.indexOf(':');
            positions.put(entry.substring(0, colon), Long.valueOf(entry.substring(colon + 1)));
        }
        return Optional.of(new Positions(text.substring(0, semicolon), positions));
    }

    String text() {
        return byName.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(",", epoch + ";", ""));
    }
}
