package io.soundforge.alchemy.download.provider.ytdlp;

import io.soundforge.alchemy.audio.media.ExternalProcess;
import io.soundforge.alchemy.audio.media.ExternalProcess.Exit;
import io.soundforge.alchemy.audio.media.OutputText;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.FetchedFile;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.PlainArgument;
import io.soundforge.alchemy.download.provider.PrivateHome;
import io.soundforge.alchemy.download.provider.ProgramFailures;
import io.soundforge.alchemy.download.provider.ProgramLimits;
import io.soundforge.alchemy.download.provider.ProviderHealth;
import io.soundforge.alchemy.download.provider.ProviderProgram;
import io.soundforge.alchemy.download.provider.Watch;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The program <a href="https://github.com/yt-dlp/yt-dlp">yt-dlp</a>: searches YouTube, and fetches from any page it
 * understands. It reaches the network through a proxy that refuses private addresses.
 */
public final class YtDlpProvider implements AudioProvider {
    public static final String NAME = "yt-dlp";
    static final String FILE_MARK = "SFAFILE ";

    private static final int RESULTS = 10;
    private static final int HELP_BYTES = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path binary;
    private final @Nullable Path cookies;
    private final Supplier<String> proxy;
    private final ProgramLimits fetching;
    private final Blocking blocking;
    private volatile @Nullable YtDlpOptions options;

    /**
     * @param cookies copied for every run, because yt-dlp writes into it
     * @param proxy where the network is
     * @param fetching limits of downloads
     */
    public YtDlpProvider(
            Path binary, @Nullable Path cookies, Supplier<String> proxy, ProgramLimits fetching, Blocking blocking) {
        this.binary = binary;
        this.cookies = cookies;
        this.proxy = proxy;
        this.fetching = fetching;
        this.blocking = blocking;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<ProviderHealth> health() {
        return blocking.health(() -> {
            YtDlpOptions known = options();
            if (!known.knowsRuntimes()) {
                return ProviderHealth.limited(
                        "yt-dlp " + known.version() + " is too old for most of YouTube",
                        "Install a yt-dlp of 2026 and a JavaScript runtime such as deno, and set YTDLP_BIN.");
            }
            return ask("-v", "--ignore-config").errors().contains("JS runtimes: none")
                    ? ProviderHealth.limited(
                            "yt-dlp " + known.version() + " finds no JavaScript runtime, which YouTube asks for",
                            "Install deno.")
                    : ProviderHealth.good("yt-dlp " + known.version());
        });
    }

    @Override
    public Future<List<Offer>> candidates(Wanted wanted, Watch watch) {
        String words = PlainArgument.of(String.join(" ", wanted.artists()) + " " + wanted.title());
        return blocking.call(() -> {
            StringBuilder answer = new StringBuilder();
            Blocking.inFolder(folder -> {
                List<String> arguments = options().searching(RESULTS, words);
                return run(arguments, ProgramLimits.asking(), folder, answer::append, watch);
            });
            return YtDlpSearch.offers(answer.toString());
        });
    }

    @Override
    public Future<Path> fetch(Offer offer, Wanted wanted, Path folder, Watch watch) {
        return blocking.call(() -> fetch(offer.reference(), folder, watch));
    }

    private Path fetch(String url, Path folder, Watch watch) throws IOException {
        StringBuilder written = new StringBuilder();
        List<String> arguments = options().fetching(url, fetching.maxBytes());
        run(
                arguments,
                fetching,
                folder,
                line -> {
                    if (line.startsWith(YtDlpProgress.MARK)) {
                        watch.progress(YtDlpProgress.fraction(line));
                    } else if (line.startsWith(FILE_MARK)) {
                        written.append(line, FILE_MARK.length(), line.length());
                    }
                },
                watch);
        if (written.isEmpty()) {
            throw new AlchemyException(
                    ErrorCode.SOURCE_REFUSED,
                    "yt-dlp reported success, but wrote no file; it may be larger than " + fetching.maxBytes()
                            + " bytes");
        }
        return FetchedFile.require(NAME, folder.resolve(written.toString()), folder, fetching.maxBytes());
    }

    private Exit run(List<String> arguments, ProgramLimits limits, Path folder, Consumer<String> lines, Watch watch) {
        return Blocking.inFolder(own -> {
            PrivateHome home = PrivateHome.in(own, proxy.get());
            List<String> command = new ArrayList<>(List.of(binary.toString()));
            if (cookies != null) {
                command.addAll(List.of("--cookies", home.copyOf(cookies).toString()));
            }
            command.addAll(arguments);
            Exit exit = new ProviderProgram(NAME, limits).run(command, folder, home.environment(), lines, watch);
            if (!exit.succeeded()) {
                throw ProgramFailures.of(NAME, exit, folder);
            }
            return exit;
        });
    }

    /** Asked once, and again only after it could not be asked. */
    private YtDlpOptions options() {
        YtDlpOptions known = options;
        if (known == null) {
            OutputText help = new OutputText(HELP_BYTES);
            OutputText version = new OutputText(HELP_BYTES);
            ask(help, "--ignore-config", "--help");
            Exit exit = ask(version, "--ignore-config", "--version");
            String said = PlainArgument.of(version.text());
            if (!exit.succeeded() || !help.text().contains("--flat-playlist") || said.length() > 40) {
                throw new AlchemyException(
                        ErrorCode.UNAVAILABLE, "the program taken for yt-dlp is not a working yt-dlp");
            }
            known = new YtDlpOptions(said, help.text());
            options = known;
        }
        return known;
    }

    private Exit ask(String... arguments) {
        return ask(new OutputText(HELP_BYTES), arguments);
    }

    private Exit ask(OutputText answer, String... arguments) {
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of(arguments));
        return Blocking.inFolder(
                own -> new ExternalProcess(command, own, PrivateHome.in(own, "").environment(), PATIENCE, PATIENCE)
                        .run(answer));
    }
}
