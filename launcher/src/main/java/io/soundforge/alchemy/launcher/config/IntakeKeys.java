package io.soundforge.alchemy.launcher.config;

import static io.soundforge.alchemy.launcher.config.ConfigKey.ALLOWED_EXTENSIONS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.CLAMAV_ADDRESS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.CLAMAV_REQUIRED;
import static io.soundforge.alchemy.launcher.config.ConfigKey.FILE_URL_SECRET;
import static io.soundforge.alchemy.launcher.config.ConfigKey.FILE_URL_SECRET_PREVIOUS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.QUOTA_BYTES_PER_OWNER;
import static io.soundforge.alchemy.launcher.config.ConfigKey.QUOTA_TRACKS_PER_OWNER;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SUPPORTED_AUDIO_FORMATS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.UPLOAD_EXPIRES_HOURS;

import io.soundforge.alchemy.launcher.config.AlchemyConfig.Intake;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how files come and go: quotas, uploads in parts, formats, the virus scanner, and links to files. */
final class IntakeKeys {
    static final List<String> EXTENSIONS = List.of(
            "mp3", "wav", "flac", "ogg", "m4a", "oga", "opus", "aac", "aif", "aiff", "caf", "w64", "wma", "mka", "webm",
            "mp4", "mov");

    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
    private static final int SHORTEST_SECRET = 32;
    private static final int HIGHEST_PORT = 65_535;

    private final Values values;

    IntakeKeys(Values values) {
        this.values = values;
    }

    Intake read() {
        Matcher clamAv = clamAv();
        return new Intake(
                "0".equals(values.text(QUOTA_BYTES_PER_OWNER)) ? 0 : values.size(QUOTA_BYTES_PER_OWNER, 0),
                values.integer(QUOTA_TRACKS_PER_OWNER, 0, 0, 999_999_999),
                values.integer(UPLOAD_EXPIRES_HOURS, 24, 1, 24 * 30),
                clamAv == null ? null : clamAv.group(1).replaceAll("[\\[\\]]", ""),
                clamAv == null ? 0 : Integer.parseInt(clamAv.group(2)),
                "true".equals(values.choice(CLAMAV_REQUIRED, List.of("true", "false"), "true")),
                secret(FILE_URL_SECRET),
                secret(FILE_URL_SECRET_PREVIOUS),
                extensions());
    }

    private @Nullable Matcher clamAv() {
        String text = values.text(CLAMAV_ADDRESS);
        if (text == null) {
            return null;
        }
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            int port = Integer.parseInt(address.group(2));
            if (port > 0 && port <= HIGHEST_PORT) {
                return address;
            }
        }
        values.refuse(CLAMAV_ADDRESS, "a host and a port such as 127.0.0.1:3310");
        return null;
    }

    private @Nullable String secret(ConfigKey key) {
        String secret = values.text(key);
        if (secret != null && secret.length() < SHORTEST_SECRET) {
            values.refuse(key, "at least " + SHORTEST_SECRET + " characters");
            return null;
        }
        return secret;
    }

    /** Either key; both together allow what any of them does. */
    private Set<String> extensions() {
        values.words(ALLOWED_EXTENSIONS, EXTENSIONS);
        values.words(SUPPORTED_AUDIO_FORMATS, EXTENSIONS);
        Set<String> extensions = new TreeSet<>();
        for (ConfigKey key : List.of(ALLOWED_EXTENSIONS, SUPPORTED_AUDIO_FORMATS)) {
            values.list(key)
                    .forEach(
                            part -> extensions.add(part.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "")));
        }
        return extensions;
    }
}
