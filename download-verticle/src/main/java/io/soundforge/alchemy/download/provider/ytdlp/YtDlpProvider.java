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
import io.soundforge.alchemy.download.provider.ScratchFolder;
import io.soundforge.alchemy.download.provider.Watch;
import io.soundforge.alchemy.download.provider.WebProgram;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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

    private final WebProgram program;
    private final ProgramLimits fetching;
    private final Blocking blocking;
    private volatile @Nullable YtDlpOptions options;

    /**
     * @param cookies copied for every run, because yt-dlp writes into it; null for none
     * @param proxy where the network is
     * @param fetching limits of downloads
     */
    public YtDlpProvider(
            Path binary, @Nullable Path cookies, Supplier<String> proxy, ProgramLimits fetching, Blocking blocking) {
        this.program = new WebProgram(NAME, binary, "--cookies", cookies, proxy);
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
            List<String> arguments = options().searching(RESULTS, words);
            ScratchFolder.during(folder -> run(arguments, ProgramLimits.asking(), folder, answer::append, watch));
            return YtDlpSearch.offers(answer.toString());
        });
    }

    @Override
    public Future<Path> fetch(Offer offer, Wanted wanted, Path folder, Watch watch) {
        return blocking.call(() -> fetch(offer.reference(), folder, watch));
    }

    private Path fetch(String url, Path folder, Watch watch) throws IOException {
        AtomicReference<String> written = new AtomicReference<>("");
        Exit exit = run(
                options().fetching(url, fetching.maxBytes()),
                fetching,
                folder,
                line -> {
                    if (line.startsWith(YtDlpProgress.MARK)) {
                        watch.progress(YtDlpProgress.fraction(line));
                    } else if (line.startsWith(FILE_MARK)) {
                        written.set(line.substring(FILE_MARK.length()));
                    }
                },
                watch);
        try {
            return written(Objects.requireNonNull(written.get()), folder);
        } catch (AlchemyException nothing) {
            throw ProgramFailures.ofNothing(NAME, nothing, exit, folder);
        }
    }

    private Path written(String name, Path folder) throws IOException {
        if (name.isEmpty()) {
            throw new AlchemyException(
                    ErrorCode.SOURCE_REFUSED,
                    "yt-dlp reported success, but wrote no file; it may be live, or larger than " + fetching.maxBytes()
                            + " bytes");
        }
        return FetchedFile.named(NAME, name, folder, fetching.maxBytes());
    }

    private Exit run(List<String> arguments, ProgramLimits limits, Path folder, Consumer<String> lines, Watch watch)
            throws IOException {
        Exit exit = program.run(arguments, limits, folder, lines, watch);
        if (!exit.succeeded()) {
            throw ProgramFailures.of(NAME, exit, folder);
        }
        return exit;
    }

    /** Asked once, and again only after it could not be asked. */
    private YtDlpOptions options() throws IOException {
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

    private Exit ask(String... arguments) throws IOException {
        return ask(new OutputText(HELP_BYTES), arguments);
    }

    private Exit ask(OutputText answer, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.binary().toString()));
        command.addAll(List.of(arguments));
        return ScratchFolder.during(folder -> {
            try (PrivateHome home = PrivateHome.in(folder, "")) {
                return new ExternalProcess(command, folder, home.environment(), PATIENCE, PATIENCE).run(answer);
            }
        });
    }
}
