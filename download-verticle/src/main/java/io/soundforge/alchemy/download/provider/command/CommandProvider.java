package io.soundforge.alchemy.download.provider.command;

import io.soundforge.alchemy.audio.media.ExternalProcess.Exit;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.FetchedFile;
import io.soundforge.alchemy.download.provider.LastWords;
import io.soundforge.alchemy.download.provider.Offer;
import io.soundforge.alchemy.download.provider.PrivateHome;
import io.soundforge.alchemy.download.provider.ProgramFailures;
import io.soundforge.alchemy.download.provider.ProviderHealth;
import io.soundforge.alchemy.download.provider.ProviderProgram;
import io.soundforge.alchemy.download.provider.Watch;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Any program that can be told a title and an artist and writes a file. */
public final class CommandProvider implements AudioProvider {
    public static final String NAME = "command";

    private final CommandTemplate template;
    private final Supplier<String> proxy;
    private final ProviderProgram program;
    private final Blocking blocking;

    /** @param proxy where the network is, for a program that keeps to its environment */
    public CommandProvider(
            CommandTemplate template, Supplier<String> proxy, ProviderProgram program, Blocking blocking) {
        this.proxy = proxy;
        this.template = template;
        this.program = program;
        this.blocking = blocking;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<ProviderHealth> health() {
        return blocking.health(() -> {
            Path binary = Path.of(template.words().get(0));
            return !binary.isAbsolute() || Files.isExecutable(binary)
                    ? ProviderHealth.good("the command is set")
                    : ProviderHealth.bad("the command's program cannot be run", "Correct DOWNLOAD_COMMAND.");
        });
    }

    /** The program looks for the song itself, when it is run. */
    @Override
    public Future<List<Offer>> candidates(Wanted wanted, Watch watch) {
        return Future.succeededFuture(List.of(Offer.unseen(NAME)));
    }

    @Override
    public Future<Path> fetch(Offer offer, Wanted wanted, Path folder, Watch watch) {
        return blocking.call(() -> FetchedFile.anew(folder, () -> run(wanted, folder, watch)));
    }

    private Path run(Wanted wanted, Path folder, Watch watch) throws IOException {
        Path file = folder.resolve("audio");
        LastWords said = new LastWords();
        Exit ended = program.run(template.fill(wanted, file), folder, PrivateHome.wayTo(proxy.get()), said, watch);
        Exit exit = ended.errors().isBlank() ? new Exit(ended.code(), said.text()) : ended;
        if (!exit.succeeded()) {
            throw ProgramFailures.of(NAME, exit, folder);
        }
        try {
            return Files.exists(file)
                    ? FetchedFile.require(NAME, file, folder, program.limits().maxBytes())
                    : FetchedFile.only(NAME, folder, program.limits().maxBytes());
        } catch (AlchemyException nothing) {
            throw ProgramFailures.ofNothing(NAME, nothing, exit, folder);
        }
    }
}
