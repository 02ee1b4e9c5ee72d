package io.soundforge.alchemy.download.provider.spotdl;

import io.soundforge.alchemy.audio.media.ExternalProcess.Exit;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.FetchedFile;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.PlainArgument;
import io.soundforge.alchemy.download.provider.PrivateHome;
import io.soundforge.alchemy.download.provider.ProgramFailures;
import io.soundforge.alchemy.download.provider.ProviderHealth;
import io.soundforge.alchemy.download.provider.ProviderProgram;
import io.soundforge.alchemy.download.provider.Watch;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The program <a href="https://github.com/spotDL/spotify-downloader">spotdl</a>, which searches by itself. It ends with
 * code 0 when a song failed, too: only the file counts.
 */
public final class SpotdlProvider implements AudioProvider {
    public static final String NAME = "spotdl";

    private final Path binary;
    private final @Nullable Path cookies;
    private final Supplier<String> proxy;
    private final ProviderProgram program;
    private final Blocking blocking;

    /**
     * @param cookies copied for every run
     * @param proxy where the network is
     */
    public SpotdlProvider(
            Path binary, @Nullable Path cookies, Supplier<String> proxy, ProviderProgram program, Blocking blocking) {
        this.binary = binary;
        this.cookies = cookies;
        this.proxy = proxy;
        this.program = program;
        this.blocking = blocking;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<ProviderHealth> health() {
        return blocking.health(() -> Files.isExecutable(binary)
                ? ProviderHealth.limited(
                        "spotdl is there; its own Spotify access is often exhausted", "Prefer yt-dlp where you can.")
                : ProviderHealth.bad("spotdl cannot be run", "Correct SPOTDL_BIN."));
    }

    @Override
    public Future<List<Offer>> candidates(Wanted wanted, Watch watch) {
        return Future.succeededFuture(List.of(Offer.unseen(NAME)));
    }

    @Override
    public Future<Path> fetch(Offer offer, Wanted wanted, Path folder, Watch watch) {
        return blocking.call(() -> run(wanted, folder, watch));
    }

    private Path run(Wanted wanted, Path folder, Watch watch) throws IOException {
        FetchedFile.clear(folder);
        Exit exit = Blocking.inFolder(own -> {
            PrivateHome home = PrivateHome.in(own, proxy.get());
            List<String> command = new ArrayList<>(List.of(binary.toString()));
            if (cookies != null) {
                command.addAll(List.of("--cookie-file", home.copyOf(cookies).toString()));
            }
            command.addAll(
                    List.of("--output", folder.resolve("audio.{output-ext}").toString()));
            command.addAll(List.of("--threads", "1", "--overwrite", "force", "--simple-tui", "--print-errors"));
            String artists = PlainArgument.of(String.join(", ", wanted.artists()));
            String words = PlainArgument.of((artists.isEmpty() ? "" : artists + " - ") + wanted.title());
            command.addAll(List.of("--", "download", words));
            return program.run(command, folder, home.environment(), line -> {}, watch);
        });
        if (!exit.succeeded()) {
            throw ProgramFailures.of(NAME, exit, folder);
        }
        try {
            return FetchedFile.only(NAME, folder, program.limits().maxBytes());
        } catch (AlchemyException nothing) {
            throw exit.errors().isBlank() ? nothing : ProgramFailures.of(NAME, exit, folder);
        }
    }
}
