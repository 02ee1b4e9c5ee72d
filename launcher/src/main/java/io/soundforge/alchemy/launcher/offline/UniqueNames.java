package io.soundforge.alchemy.launcher.offline;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names that are given out once: {@code song}, {@code song-2}, {@code song-3}. Case makes no difference on some disks. */
public final class UniqueNames {
    private final Set<String> taken = new HashSet<>();

    public String of(String wanted) {
        String name = wanted;
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = wanted + "-" + number;
        }
        return name;
    }
}
