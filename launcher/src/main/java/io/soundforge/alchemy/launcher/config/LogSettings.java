package io.soundforge.alchemy.launcher.config;

import static io.soundforge.alchemy.launcher.config.ConfigKey.ACCESS_LOG;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LOG_FILE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LOG_FILES;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LOG_FILE_SIZE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LOG_FORMAT;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SENTRY_DSN;

import io.soundforge.alchemy.launcher.errors.SentryDsn;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server's log looks like, and where it is.
 *
 * @param json whether standard error gets JSON, too, instead of text
 * @param file null for {@code alchemy.json} in the data folder
 * @param fileBytes at which a file is put away
 * @param files most files that were put away and are kept
 * @param errors where errors are sent; null for nowhere
 * @param access where requests are told: {@code file}, {@code console}, {@code both} or {@code off}
 */
public record LogSettings(
        boolean json,
        @Nullable Path file,
        long fileBytes,
        int files,
        String access,
        @Nullable SentryDsn errors) {
    /** When nobody says anything. */
    public static final LogSettings DEFAULTS = new LogSettings(false, null, 20L << 20, 9, "file", null);

    static LogSettings read(Values values) {
        return new LogSettings(
                values.choice(LOG_FORMAT, List.of("text", "json"), "text").equals("json"),
                values.path(LOG_FILE),
                values.size(LOG_FILE_SIZE, DEFAULTS.fileBytes()),
                values.integer(LOG_FILES, DEFAULTS.files(), 1, 1000),
                values.choice(ACCESS_LOG, List.of("file", "console", "both", "off"), DEFAULTS.access()),
                errors(values));
    }

    private static @Nullable SentryDsn errors(Values values) {
        String text = values.text(SENTRY_DSN);
        try {
            return text == null ? null : SentryDsn.parse(text);
        } catch (IllegalArgumentException e) {
            values.refuse(SENTRY_DSN, "https://KEY@HOST/PROJECT");
            return null;
        }
    }
}
