package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry;
import io.soundforge.alchemy.audio.inference.install.AddressRule;
import io.soundforge.alchemy.audio.inference.install.DownloadSettings;
import io.soundforge.alchemy.audio.inference.install.ModelInstaller;
import io.soundforge.alchemy.audio.inference.install.ModelRecord;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.util.function.Supplier;

/** Installs for whoever owns the machine, so from any address, with a progress bar. */
final class Installation {
    private final Surroundings surroundings;
    private final ModelInstaller installer;
    private final boolean json;

    Installation(Surroundings surroundings, ModelRegistry models, boolean json) {
        this.surroundings = surroundings;
        this.installer = new ModelInstaller(
                new Tools(surroundings).modelsFolder(), models, DownloadSettings.of(AddressRule.anywhere()));
        this.json = json;
    }

    /**
     * Installs and tells of it.
     *
     * @param what finds out what to install; may fail as installing does
     * @throws UsageException for a name, a link or a hash that cannot be
     */
    int run(String title, Supplier<CatalogueEntry> what) {
        ModelRecord record;
        try (ProgressBar progress = ProgressBar.on(surroundings, title)) {
            record = installer.install(what.get(), (fraction, stage) -> progress.at(fraction));
        } catch (AlchemyException e) {
            if (e.code() == ErrorCode.INVALID_REQUEST) {
                throw new UsageException(e.failure().message());
            }
            surroundings.err().println("alchemy: " + title + ": " + e.failure().message());
            return ExitStatus.SOME_FAILED;
        }
        surroundings.out().println(json ? Json.text(record) : record.model() + " is installed");
        return ExitStatus.ALL_DONE;
    }
}
