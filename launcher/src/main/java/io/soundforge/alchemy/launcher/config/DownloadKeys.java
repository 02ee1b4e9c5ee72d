package io.soundforge.alchemy.launcher.config;

import static io.soundforge.alchemy.launcher.config.ConfigKey.DOWNLOAD_COMMAND;
import static io.soundforge.alchemy.launcher.config.ConfigKey.DOWNLOAD_PROVIDERS;

import io.soundforge.alchemy.download.ProviderSettings;
import io.soundforge.alchemy.download.provider.command.CommandTemplate;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads who is asked for songs. */
final class DownloadKeys {
    private static final String NONE = "none";

    private DownloadKeys() {}

    static AlchemyConfig.Downloads read(Values values) {
        return new AlchemyConfig.Downloads(providers(values), command(values));
    }

    private static List<String> providers(Values values) {
        List<String> names = values.list(DOWNLOAD_PROVIDERS).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        boolean known = ProviderSettings.NAMES.containsAll(names) || names.equals(List.of(NONE));
        if (!known) {
            values.refuse(DOWNLOAD_PROVIDERS, "some of " + String.join(", ", ProviderSettings.NAMES) + ", or none");
        }
        return known ? names : List.of();
    }

    private static List<String> command(Values values) {
        String text = values.text(DOWNLOAD_COMMAND);
        try {
            return text == null ? List.of() : new CommandTemplate(words(text)).words();
        } catch (DecodeException e) {
            values.refuse(DOWNLOAD_COMMAND, "a JSON list of texts");
        } catch (IllegalArgumentException e) {
            values.refuse(
                    DOWNLOAD_COMMAND,
                    String.valueOf(e.getMessage())
                            .replaceFirst("^expected ", "")
                            .replaceFirst("; got .*", ""));
        }
        return List.of();
    }

    private static List<String> words(@Nullable String json) {
        return new JsonArray(json)
                .stream()
                        .map(word -> {
                            if (word instanceof String text) {
                                return text;
                            }
                            throw new DecodeException("expected texts");
                        })
                        .toList();
    }
}
