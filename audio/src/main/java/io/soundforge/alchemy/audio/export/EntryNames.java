package io.soundforge.alchemy.audio.export;

import io.soundforge.alchemy.contracts.stems.AudioFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of the files in a zip: {@code vocals.wav}, and {@code vocals-2.wav} for a second one of another separation. */
final class EntryNames {
    private EntryNames() {}

    static List<String> of(List<String> types, AudioFormat format) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (String type : types) {
            int number = seen.merge(type, 1, Integer::sum);
            names.add(type + (number == 1 ? "" : "-" + number) + "." + format.text());
        }
        return List.copyOf(names);
    }
}
