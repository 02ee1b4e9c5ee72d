package io.soundforge.alchemy.audio.inference.catalogue;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The models that are known by name: those that come along, and those that the owner of the machine adds. */
public final class ModelCatalogue {
    /**
     * The owner's entries, in the models folder. No model's name begins with an underscore, so it is never taken for the
     * manifest of one.
     */
    public static final String FILE = "_catalogue.json";

    private static final String RESOURCE = "catalogue.json";
    private static final int MOST_BYTES = 1 << 20;
    private static final ModelCatalogue BUILT_IN = new ModelCatalogue(builtInEntries());

    private final Map<String, CatalogueEntry> entries = new LinkedHashMap<>();

    private ModelCatalogue(Collection<CatalogueEntry> entries) {
        entries.forEach(entry -> this.entries.put(entry.name(), entry));
    }

    /** What comes along. */
    public static ModelCatalogue builtIn() {
        return BUILT_IN;
    }

    /**
     * What comes along and what {@value #FILE} in the models folder adds; an entry there replaces one of the same name.
     *
     * @param modelsFolder may be absent
     * @throws AlchemyException INVALID_REQUEST, saying what was expected in the file
     */
    public static ModelCatalogue in(Path modelsFolder) {
        Path file = modelsFolder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return BUILT_IN;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return BUILT_IN.with(CatalogueReader.read(in.readNBytes(MOST_BYTES), FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** The same and more; those of the same name are replaced where they stand. */
    public ModelCatalogue with(List<CatalogueEntry> more) {
        Map<String, CatalogueEntry> all = new LinkedHashMap<>(entries);
        more.forEach(entry -> all.put(entry.name(), entry));
        return new ModelCatalogue(all.values());
    }

    public Optional<CatalogueEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    public List<CatalogueEntry> entries() {
        return List.copyOf(entries.values());
    }

    private static List<CatalogueEntry> builtInEntries() {
        try (InputStream in = Objects.requireNonNull(ModelCatalogue.class.getResourceAsStream(RESOURCE))) {
            return CatalogueReader.read(in.readAllBytes(), RESOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue that comes along cannot be read", e);
        }
    }
}
