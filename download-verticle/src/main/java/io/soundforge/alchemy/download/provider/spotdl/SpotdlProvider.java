package io.soundforge.alchemy.download.provider.spotdl;

import io.soundforge.alchemy.audio.media.ExternalProcess.Exit;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.FetchedFile;
import io.soundforge.alchemy.download.provider.LastWords;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.PlainArgument;
import io.soundforge.alchemy.download.provider.ProgramFailures;
import io.soundforge.alchemy.download.provider.ProgramLimits;
import io.soundforge.alchemy.download.provider.ProviderHealth;
import io.soundforge.alchemy.download.provider.Watch;
import io.soundforge.alchemy.download.provider.WebProgram;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The program <a href="https://github.com/spotDL/spotify-downloader">spotdl</a>, which searches by itself. It ends with
 * code 0 when a song failed, too: only the file counts.
 */
public final class SpotdlProvider implements AudioProvider {
    public static final String NAME = "spotdl";

    private static final Pattern ORDERS = Pattern.compile("[:/|\\s]+|\\.(?=spotify|spotdl)");
    private static final Pattern FAILURE = Pattern.compile("(?i)error|exception|blocked|not installed");

    private final WebProgram program;
    private final ProgramLimits limits;
    private final Blocking blocking;

    /**
     * @param cookies copied for every run; null for none
     * @param proxy where the network is
     */
    public SpotdlProvider(
            Path binary, @Nullable Path cookies, Supplier<String> proxy, ProgramLimits limits, Blocking blocking) {
        this.program = new WebProgram(NAME, binary, "--cookie-file", cookies, proxy);
        this.limits = limits;
        this.blocking = blocking;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<ProviderHealth> health() {
        return blocking.health(() -> Files.isExecutable(program.binary())
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
        return blocking.call(() -> FetchedFile.anew(folder, () -> run(wanted, folder, watch)));
    }

    private Path run(Wanted wanted, Path folder, Watch watch) throws IOException {
        LastWords said = new LastWords();
        Exit ended = program.run(arguments(wanted, folder), limits, folder, said, watch);
        Exit exit = new Exit(ended.code(), told(said.text()) + ended.errors());
        if (!exit.succeeded()) {
            throw ProgramFailures.of(NAME, exit, folder);
        }
        try {
            return FetchedFile.only(NAME, folder, limits.maxBytes());
        } catch (AlchemyException nothing) {
            throw ProgramFailures.ofNothing(NAME, nothing, exit, folder);
        }
    }

    private static List<String> arguments(Wanted wanted, Path folder) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(
                List.of("--output", folder.resolve("audio.{output-ext}").toString()));
        arguments.addAll(List.of("--threads", "1", "--overwrite", "force", "--simple-tui", "--print-errors"));
        arguments.addAll(List.of("--", "download", words(wanted)));
        return arguments;
    }

    /**
     * What to search for. Words like {@code album:}, addresses, {@code saved} or a name that ends in {@code .spotdl} would
     * be orders, wherever they stand.
     */
    private static String words(Wanted wanted) {
        String artists = PlainArgument.of(String.join(", ", wanted.artists()));
        String words = PlainArgument.of((artists.isEmpty() ? "song " : artists + " - ") + wanted.title());
        return ORDERS.matcher(words).replaceAll(" ").strip();
    }

    /** It tells its failures on standard output, among all that it does. */
    private static String told(String output) {
        return output.lines()
                .filter(line -> FAILURE.matcher(line).find())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
