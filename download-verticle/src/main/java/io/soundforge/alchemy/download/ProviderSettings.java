package io.soundforge.alchemy.download;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where songs of which only the metadata are known can come from. Paths are absolute; null means that there is none.
 *
 * @param order names of providers, the preferred first; those that lack their settings are left out
 * @param library folder with the operator's own music
 * @param state folder in which the library's index is kept
 * @param ytDlp the program
 * @param cookies cookie file for yt-dlp and spotdl
 * @param spotdl the program
 * @param command a program and its arguments with places such as {@code {title}}; empty if there is none
 * @param rates songs a minute by provider; those that are not named have no limit
 */
public record ProviderSettings(
        List<String> order,
        @Nullable Path library,
        @Nullable Path state,
        @Nullable Path ytDlp,
        @Nullable Path cookies,
        @Nullable Path spotdl,
        List<String> command,
        Map<String, Integer> rates) {
    public static final ProviderSettings NONE =
            new ProviderSettings(List.of(), null, null, null, null, null, List.of(), Map.of());

    /** All names, in the order that holds unless another is given. */
    public static final List<String> NAMES = List.of("library", "yt-dlp", "spotdl", "command");

    public ProviderSettings {
        order = List.copyOf(order);
        command = List.copyOf(command);
        rates = Map.copyOf(rates);
    }
}
