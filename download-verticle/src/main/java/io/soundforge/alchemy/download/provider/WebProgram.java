package io.soundforge.alchemy.download.provider;

import io.soundforge.alchemy.audio.media.ExternalProcess.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A program that fetches from the web for us: it has a private home, a copy of the cookies, and one way to the network.
 *
 * @param provider its name in messages
 * @param binary the program
 * @param cookieOption in front of the name of a cookie file
 * @param cookies copied for every run, because programs write into them; null for none
 * @param proxy where the network is; asked for every run
 */
public record WebProgram(
        String provider,
        Path binary,
        String cookieOption,
        @Nullable Path cookies,
        Supplier<String> proxy) {
    /** As {@link ProviderProgram#run}. */
    public Exit run(List<String> arguments, ProgramLimits limits, Path folder, Consumer<String> lines, Watch watch)
            throws IOException {
        try (PrivateHome home = PrivateHome.in(folder, proxy.get())) {
            List<String> command = new ArrayList<>(List.of(binary.toString()));
            if (cookies != null) {
                command.addAll(List.of(cookieOption, home.copyOf(cookies).toString()));
            }
            command.addAll(arguments);
            return new ProviderProgram(provider, limits).run(command, folder, home.environment(), lines, watch);
        }
    }
}
