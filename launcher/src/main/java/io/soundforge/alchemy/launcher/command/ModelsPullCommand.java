package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry;
import io.soundforge.alchemy.audio.inference.install.ModelOrder;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alchemy models pull}. */
@Command(
        name = "pull",
        description = {
            "Download a model, check it, try it and install it as NAME. A name of the catalogue is enough; another model"
                    + " needs a link and a hash.",
            "What broke off is continued by the same command."
        })
final class ModelsPullCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "Letters, digits, '.', '_' and '-'.")
    private String name = "";

    @Option(names = "--url", paramLabel = "URL", description = "https:, http: or file:; default: the catalogue's.")
    private @Nullable URI url;

    @Option(
            names = "--sha256",
            paramLabel = "HASH",
            description = "What the file's SHA-256 must be, 64 hex digits; default: the catalogue's.")
    private @Nullable String sha256;

    @Option(names = "--size", paramLabel = "BYTES", description = "How large the file must be, if that is known.")
    private @Nullable Long size;

    @Option(names = "--json", description = "Print what was installed as a JSON object.")
    private boolean json;

    ModelsPullCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (url == null && (sha256 != null || size != null)) {
            throw new UsageException("--sha256 and --size describe what is at --url");
        }
        try (ModelRegistry models = new Tools(surroundings).models()) {
            return new Installation(surroundings, models, json).run(name, () -> {
                CatalogueEntry entry = new ModelOrder(name, url, sha256, size).resolve(models.catalogue());
                tellTerms(entry);
                return entry;
            });
        }
    }

    private void tellTerms(CatalogueEntry entry) {
        if (!json && !entry.licence().equals("unknown")) {
            surroundings
                    .out()
                    .println("Licence of " + entry.name() + ": " + entry.licence() + ". " + entry.licenceNote());
        }
    }
}
