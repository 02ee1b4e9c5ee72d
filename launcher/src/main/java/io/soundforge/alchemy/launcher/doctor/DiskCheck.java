package io.soundforge.alchemy.launcher.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Room for work: a song of 4 minutes needs about 0.5 GiB of scratch while it is separated.
 *
 * @param what whose disk, such as {@code disk}
 * @param place a path on the disk
 * @param free bytes there
 */
record DiskCheck(String what, Path place, long free) implements Check {
    private static final double GIB = 1L << 30;
    private static final double PLENTY = 5;
    private static final double LEAST = 1;

    static DiskCheck of(String what, Path folder) {
        Path place = Ancestors.existing(folder);
        try {
            return new DiskCheck(what, place, Files.getFileStore(place).getUsableSpace());
        } catch (IOException e) {
            return new DiskCheck(what, place, 0);
        }
    }

    @Override
    public String name() {
        return what;
    }

    @Override
    public List<Finding> look() {
        double gib = free / GIB;
        String found = String.format(Locale.ROOT, "%.1f GiB free at %s", gib, place);
        if (gib >= PLENTY) {
            return List.of(Finding.ok(name(), found));
        }
        String why = found + "; a song of 4 minutes needs 0.5 GiB while it is separated";
        String action = "Make room, or set AUDIO_DATA_PATH to a folder on a larger disk.";
        return List.of(gib < LEAST ? Finding.problem(name(), why, action) : Finding.warning(name(), why, action));
    }
}
