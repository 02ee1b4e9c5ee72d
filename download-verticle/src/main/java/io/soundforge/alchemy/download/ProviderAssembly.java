package io.soundforge.alchemy.download;

import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.ProgramLimits;
import io.soundforge.alchemy.download.provider.ProviderProgram;
import io.soundforge.alchemy.download.provider.ProviderRates;
import io.soundforge.alchemy.download.provider.ProviderSet;
import io.soundforge.alchemy.download.provider.WatchedProvider;
import io.soundforge.alchemy.download.provider.command.CommandProvider;
import io.soundforge.alchemy.download.provider.command.CommandTemplate;
import io.soundforge.alchemy.download.provider.library.LibraryPace;
import io.soundforge.alchemy.download.provider.library.LibraryProvider;
import io.soundforge.alchemy.download.provider.spotdl.SpotdlProvider;
import io.soundforge.alchemy.download.provider.ytdlp.YtDlpProvider;
import io.soundforge.alchemy.platform.figures.Figures;
import io.soundforge.alchemy.platform.limits.Buckets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** From settings to providers. */
final class ProviderAssembly {
    private ProviderAssembly() {}

    /**
     * @param ffmpeg looks into files of a library
     * @param proxy the programs' way to the network, asked when they run
     * @param buckets where what each provider was asked for is counted
     * @param figures what is told of them
     */
    static ProviderSet of(
            DownloadConfig config,
            Ffmpeg ffmpeg,
            Blocking blocking,
            Supplier<String> proxy,
            Buckets buckets,
            Figures figures) {
        return new ProviderSet(
                config.providers().order().stream()
                        .flatMap(name -> provider(name, config, ffmpeg, blocking, proxy).stream())
                        .<AudioProvider>map(provider -> new WatchedProvider(provider, figures))
                        .toList(),
                new ProviderRates(config.providers().rates(), buckets));
    }

    private static Optional<AudioProvider> provider(
            String name, DownloadConfig config, Ffmpeg ffmpeg, Blocking blocking, Supplier<String> proxy) {
        ProviderSettings settings = config.providers();
        Path library = settings.library();
        Path state = settings.state();
        Path ytDlp = settings.ytDlp();
        Path spotdl = settings.spotdl();
        ProgramLimits fetching = ProgramLimits.fetching(config.fetch().maxBytes());
        return switch (name) {
            case LibraryProvider.NAME ->
                library == null || state == null
                        ? Optional.empty()
                        : Optional.of(new LibraryProvider(
                                library, state, LibraryPace.USUAL, ffmpeg, config.media(), blocking));
            case CommandProvider.NAME ->
                settings.command().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new CommandProvider(
                                new CommandTemplate(settings.command()),
                                proxy,
                                new ProviderProgram(CommandProvider.NAME, fetching),
                                blocking));
            case YtDlpProvider.NAME ->
                ytDlp == null
                        ? Optional.empty()
                        : Optional.of(new YtDlpProvider(ytDlp, settings.cookies(), proxy, fetching, blocking));
            case SpotdlProvider.NAME ->
                spotdl == null
                        ? Optional.empty()
                        : Optional.of(new SpotdlProvider(spotdl, settings.cookies(), proxy, fetching, blocking));
            default -> Optional.empty();
        };
    }
}
