package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry;
import io.soundforge.alchemy.audio.inference.catalogue.ModelCatalogue;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The separation models at hand: the built-in {@code spectral} and every file {@code X.onnx}, {@code X.ort} or {@code
 * X.json} (a {@link BagManifest} or a {@link FamilyManifest}) in the models folder as model {@code X}. The folder is looked
 * at anew each time, so a model is there as soon as its file is. Thread-safe; the engines it opens are not.
 */
public final class ModelRegistry implements AutoCloseable {
    /** The model that becomes the default as soon as it is installed. */
    static final String BEST = "htdemucs";

    private static final Logger log = LoggerFactory.getLogger(ModelRegistry.class);

    /** Ten minutes: long enough for the next track of an evening, short enough for a machine that does other things. */
    public static final Duration IDLE = Duration.ofMinutes(10);

    private final Path modelsFolder;
    private final SessionSettings settings;
    private final @Nullable String configuredDefault;
    private final WarmEngines engines;

    /**
     * Looks at nothing yet; models run on all processors, or on a faster device.
     *
     * @param modelsFolder may be absent
     * @param configuredDefault the model to take when none is named; null takes htdemucs if installed, else spectral
     */
    public ModelRegistry(Path modelsFolder, @Nullable String configuredDefault) {
        this(modelsFolder, configuredDefault, SessionSettings.ofThisMachine());
    }

    /** As above, with other settings for trained models. */
    public ModelRegistry(Path modelsFolder, @Nullable String configuredDefault, SessionSettings settings) {
        this(modelsFolder, configuredDefault, settings, IDLE);
    }

    /**
     * As above, with another patience.
     *
     * @param idle how long a model stays in memory after its last use
     */
    public ModelRegistry(
            Path modelsFolder, @Nullable String configuredDefault, SessionSettings settings, Duration idle) {
        this.modelsFolder = modelsFolder;
        this.configuredDefault = configuredDefault;
        this.settings = settings;
        this.engines = new WarmEngines(settings, idle);
    }

    /** Installed models first, the default at the top; then the known ones that could be installed. */
    public List<ModelInfo> list() {
        List<InstalledModel> installed = installed();
        String defaultName = defaultName(installed);
        List<ModelInfo> models = new ArrayList<>();
        models.add(BuiltInModel.info(BuiltInModel.NAME.equals(defaultName)));
        ModelCatalogue catalogue = readableCatalogue();
        installed.forEach(
                model -> models.add(model.info(model.name().equals(defaultName), catalogue.find(model.name()))));
        models.sort(Comparator.comparing((ModelInfo model) -> !model.isDefault()));
        for (CatalogueEntry known : catalogue.entries()) {
            if (find(installed, known.name()).isEmpty()) {
                models.add(notInstalled(known, known.name().equals(defaultName)));
            }
        }
        return List.copyOf(models);
    }

    /**
     * The models that are known by name, of whoever owns the machine too.
     *
     * @throws AlchemyException INVALID_REQUEST for an own catalogue with mistakes
     */
    public ModelCatalogue catalogue() {
        return ModelCatalogue.in(modelsFolder);
    }

    /** A mistake in the owner's catalogue must not hide the models that are there; the doctor tells of it, too. */
    private ModelCatalogue readableCatalogue() {
        try {
            return catalogue();
        } catch (AlchemyException e) {
            log.warn("only the catalogue that comes along is used: {}", e.getMessage());
            return ModelCatalogue.builtIn();
        }
    }

    private static ModelInfo notInstalled(CatalogueEntry known, boolean isDefault) {
        return new ModelInfo(
                known.name(),
                known.title(),
                known.description(),
                known.stems(),
                isDefault,
                false,
                false,
                known.hint(),
                known.licence(),
                known.obtainable());
    }

    /** How many engines of trained models are in memory now, in use or not. */
    public int loaded() {
        return engines.loaded();
    }

    /** Names of the models that lie in the folder, sorted. */
    public List<String> names() {
        return installed().stream().map(InstalledModel::name).toList();
    }

    /** The file under which an installed model is found; empty for the built-in one, too. */
    public Optional<Path> file(String name) {
        return find(installed(), name).map(InstalledModel::file);
    }

    /**
     * Opens a model file from anywhere once, to see that it is one; nothing of it stays in memory.
     *
     * @return the stems that it gives
     * @throws AlchemyException UNKNOWN_MODEL or MODEL_REFUSED
     */
    public List<String> prove(Path file) {
        ModelForm form = ModelFiles.requireModel(file);
        try (WarmEngines once = new WarmEngines(settings, Duration.ZERO)) {
            SeparationModel model = model(String.valueOf(file.getFileName()), file, form, once);
            model.members().forEach(member -> member.opener().open().close());
            return model.stems();
        }
    }

    /** The model that is taken when none is named: as configured, else htdemucs if installed, else spectral. */
    public String defaultName() {
        return defaultName(installed());
    }

    /**
     * The model of a name, its engines ready to be opened one by one.
     *
     * @param name null for the default; never a path
     * @throws AlchemyException UNKNOWN_MODEL or MODEL_REFUSED
     */
    public SeparationModel model(@Nullable String name) {
        List<InstalledModel> installed = installed();
        String wanted = name == null ? defaultName(installed) : name;
        if (wanted.equals(BuiltInModel.NAME)) {
            return SeparationModel.of(wanted, BuiltInModel::open);
        }
        InstalledModel model = find(installed, wanted).orElseThrow(() -> unknown(wanted, installed));
        return model(wanted, model.file(), model.form(), engines);
    }

    private static SeparationModel model(String name, Path file, ModelForm form, WarmEngines from) {
        return form == ModelForm.BAG
                ? BagModel.read(name, file, from)
                : SeparationModel.of(name, () -> from.borrow(file, form));
    }

    /**
     * A model file from anywhere, for callers that own the machine.
     *
     * @throws AlchemyException UNKNOWN_MODEL when there is no such file of a kind that is a model, or MODEL_REFUSED
     */
    public SeparationModel modelOfFile(Path file) {
        return model(String.valueOf(file.getFileName()), file, ModelFiles.requireModel(file), engines);
    }

    /**
     * Opens the engine of a model that is no bag; the caller closes it.
     *
     * @param name null for the default; never a path
     * @throws AlchemyException UNKNOWN_MODEL or MODEL_REFUSED
     */
    public SegmentEngine open(@Nullable String name) {
        List<InstalledModel> installed = installed();
        String wanted = name == null ? defaultName(installed) : name;
        if (wanted.equals(BuiltInModel.NAME)) {
            return BuiltInModel.open();
        }
        InstalledModel model = find(installed, wanted).orElseThrow(() -> unknown(wanted, installed));
        return engines.borrow(model.file(), model.form());
    }

    /**
     * Opens a model file from anywhere, for callers that own the machine; the caller closes the engine.
     *
     * @throws AlchemyException UNKNOWN_MODEL when there is no such file of a kind that is a model, or MODEL_REFUSED
     */
    public SegmentEngine openFile(Path file) {
        return engines.borrow(file, ModelFiles.requireModel(file));
    }

    /** Unloads the idle engine; those on loan are unloaded when they come back. */
    @Override
    public void close() {
        engines.close();
    }

    private String defaultName(List<InstalledModel> installed) {
        if (configuredDefault != null) {
            return configuredDefault;
        }
        return find(installed, BEST).isPresent() ? BEST : BuiltInModel.NAME;
    }

    /**
     * Sorted by name, without the networks that are of use with their manifest only. A caller's name is compared with
     * these and never becomes a path.
     */
    private List<InstalledModel> installed() {
        if (!Files.isDirectory(modelsFolder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(modelsFolder)) {
            List<InstalledModel> all = files.filter(Files::isRegularFile)
                    .flatMap(file -> InstalledModel.of(file).stream())
                    .toList();
            Set<Path> networks =
                    all.stream().flatMap(model -> model.networks().stream()).collect(Collectors.toSet());
            return all.stream()
                    .filter(model -> !networks.contains(model.file()))
                    .collect(Collectors.toMap(
                            InstalledModel::name,
                            model -> model,
                            BinaryOperator.minBy(Comparator.comparing(InstalledModel::form)),
                            TreeMap::new))
                    .values()
                    .stream()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the models folder cannot be listed", e);
        }
    }

    private static Optional<InstalledModel> find(List<InstalledModel> installed, String name) {
        return installed.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    private AlchemyException unknown(String name, List<InstalledModel> installed) {
        List<String> names = new ArrayList<>();
        names.add(BuiltInModel.NAME);
        installed.forEach(model -> names.add(model.name()));
        String hint =
                readableCatalogue().find(name).map(known -> " " + known.hint()).orElse("");
        return new AlchemyException(
                ErrorCode.UNKNOWN_MODEL,
                "no model '" + name + "' is installed; installed are " + String.join(", ", names) + "." + hint);
    }
}
