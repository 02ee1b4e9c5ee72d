package io.soundforge.alchemy.launcher.config;

import static io.soundforge.alchemy.launcher.config.ConfigKey.DOWNLOAD_COMMAND;
import static io.soundforge.alchemy.launcher.config.ConfigKey.DOWNLOAD_PROVIDERS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.DOWNLOAD_RATE;

import io.soundforge.alchemy.download.ProviderSettings;
import io.soundforge.alchemy.download.provider.command.CommandTemplate;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads who is asked for songs. */
final class DownloadKeys {
    private static final String NONE = "none";
    private static final List<String> USUAL = List.of("yt-dlp=30/min", "spotdl=10/min");
    private static final Pattern RATE = Pattern.compile("([a-z-]+)\\s*=\\s*([1-9][0-9]{0,4})\\s*/\\s*min");

    private DownloadKeys() {}

    static AlchemyConfig.Downloads read(Values values) {
        return new AlchemyConfig.Downloads(providers(values), command(values), rates(values));
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

    private static Map<String, Integer> rates(Values values) {
        Map<String, Integer> rates = new LinkedHashMap<>();
        List<String> parts = values.has(DOWNLOAD_RATE) ? values.list(DOWNLOAD_RATE) : USUAL;
        for (String part : parts.equals(List.of(NONE)) ? List.<String>of() : parts) {
            Matcher rate = RATE.matcher(part.toLowerCase(Locale.ROOT));
            if (!rate.matches() || !ProviderSettings.NAMES.contains(rate.group(1))) {
                values.refuse(DOWNLOAD_RATE, "songs a minute such as yt-dlp=30/min,spotdl=10/min, or none");
                return Map.of();
            }
            rates.put(rate.group(1), Integer.parseInt(rate.group(2)));
        }
        return rates;
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
