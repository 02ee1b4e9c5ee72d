package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.platform.backup.BackupSummary;
import java.util.Locale;

/** A backup in one line. */
final class BackupText {
    private static final double MIB = 1 << 20;

    private BackupText() {}

    static String of(BackupSummary summary) {
        return String.format(
                Locale.ROOT,
                "%d rows, %d files of audio (%.1f MiB), schema %s, from PostgreSQL %s by alchemy %s.",
                summary.rows(),
                summary.files(),
                summary.bytes() / MIB,
                summary.schemaVersion(),
                summary.serverVersion(),
                summary.program());
    }
}
