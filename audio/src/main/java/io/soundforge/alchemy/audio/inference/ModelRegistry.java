package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ModelInfo;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The separation models at hand: the built-in {@code spectral} and every file {@code X.onnx}, {@code X.ort} or {@code
 * X.json} (a {@link BagManifest}) in the models folder as model {@code X}. The folder is looked at anew each time, so a model is there as soon as its file is. Thread-safe; the
 * engines it opens are not.
 */
public final class ModelRegistry implements AutoCloseable {
    private final Path modelsFolder;
    private final @Nullable String configuredDefault;
    private final WarmEngines engines;

    /**
     * Looks at nothing yet; models run on all processors.
     *
     * @param modelsFolder may be absent
     * @param configuredDefault the model to take when none is named; null takes htdemucs if installed, else spectral
     */
    public ModelRegistry(Path modelsFolder, @Nullable String configuredDefault) {
        this(modelsFolder, configuredDefault, SessionSettings.ofThisMachine());
    }

    /** As above, with other settings for trained models. */
    public ModelRegistry(Path modelsFolder, @Nullable String configuredDefault, SessionSettings settings) {
        this.modelsFolder = modelsFolder;
        this.configuredDefault = configuredDefault;
        this.engines = new WarmEngines(settings);
    }

    /** Installed models first, the default at the top; then the known ones that could be installed. */
    public List<ModelInfo> list() {
        List<InstalledModel> installed = installed();
        String defaultName = defaultName(installed);
        List<ModelInfo> models = new ArrayList<>();
        models.add(BuiltInModel.info(BuiltInModel.NAME.equals(defaultName)));
        installed.forEach(model -> models.add(model.info(model.name().equals(defaultName))));
        models.sort(Comparator.comparing((ModelInfo model) -> !model.isDefault()));
        for (KnownModel known : KnownModel.values()) {
            if (find(installed, known.id()).isEmpty()) {
                models.add(known.notInstalled(known.id().equals(defaultName)));
            }
        }
        return List.copyOf(models);
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
        return model(wanted, model.file(), model.form());
    }

    private SeparationModel model(String name, Path file, ModelForm form) {
        return form == ModelForm.BAG
                ? BagModel.read(name, file, engines)
                : SeparationModel.of(name, () -> engines.borrow(file, form));
    }

    /**
     * A model file from anywhere, for callers that own the machine.
     *
     * @throws AlchemyException UNKNOWN_MODEL when there is no such file of a kind that is a model, or MODEL_REFUSED
     */
    public SeparationModel modelOfFile(Path file) {
        return model(String.valueOf(file.getFileName()), file, formOf(file));
    }

    private static ModelForm formOf(Path file) {
        return ModelForm.of(file)
                .filter(known -> Files.isRegularFile(file))
                .orElseThrow(() -> new AlchemyException(
                        ErrorCode.UNKNOWN_MODEL,
                        "expected an existing " + ModelForm.extensions() + " file; got '" + file.getFileName() + "'"));
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
        return engines.borrow(file, formOf(file));
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
        String best = KnownModel.HTDEMUCS.id();
        return find(installed, best).isPresent() ? best : BuiltInModel.NAME;
    }

    /** Sorted by name. A caller's name is compared with these and never becomes a path. */
    private List<InstalledModel> installed() {
        if (!Files.isDirectory(modelsFolder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(modelsFolder)) {
            return files
                    .filter(Files::isRegularFile)
                    .flatMap(file -> InstalledModel.of(file).stream())
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

    private static AlchemyException unknown(String name, List<InstalledModel> installed) {
        List<String> names = new ArrayList<>();
        names.add(BuiltInModel.NAME);
        installed.forEach(model -> names.add(model.name()));
        String hint = KnownModel.of(name).map(known -> " " + known.hint()).orElse("");
        return new AlchemyException(
                ErrorCode.UNKNOWN_MODEL,
                "no model '" + name + "' is installed; installed are " + String.join(", ", names) + "." + hint);
    }
}
