package io.soundforge.alchemy.audio.inference.install;

import io.soundforge.alchemy.audio.inference.ModelFiles;
import io.soundforge.alchemy.audio.inference.ModelName;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.catalogue.ModelFile;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes models away, with all their files that no other model needs. */
public final class ModelRemover {
    private final Path folder;
    private final ModelRegistry models;

    public ModelRemover(Path modelsFolder, ModelRegistry models) {
        this.folder = modelsFolder;
        this.models = models;
    }

    /**
     * Removes a model, and what may be left of an unfinished download of it. It is gone at once, whoever looks.
     *
     * @return names of the removed files
     * @throws AlchemyException INVALID_REQUEST for the built-in one; UNKNOWN_MODEL if there is nothing of it;
     *     UNAVAILABLE while it is being installed, or for a folder that cannot be written
     */
    public List<String> remove(String model) {
        ModelName.requireInstallable(model);
        if (!Files.isDirectory(folder)) {
            throw nothing(model);
        }
        try (PartArea area = PartArea.open(folder, model)) {
            boolean begun = Files.exists(area.file(""));
            area.clear();
            List<String> removed = removeInstalled(model);
            if (removed.isEmpty() && !begun) {
                throw nothing(model);
            }
            return removed;
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.UNAVAILABLE, "the models folder cannot be written", e);
        }
    }

    private List<String> removeInstalled(String model) throws IOException {
        List<String> names = files(model);
        Path record = folder.resolve(model + ModelRecord.EXTENSION);
        if (Files.exists(record)) {
            names.add(record.getFileName().toString());
        }
        Set<String> needed = neededByOthers(model);
        List<String> removed = new ArrayList<>();
        for (String name : names) {
            if (!needed.contains(name) && Files.deleteIfExists(folder.resolve(name))) {
                removed.add(name);
            }
        }
        return removed;
    }

    /** The one that makes the model visible first. */
    private List<String> files(String model) {
        List<String> names = new ArrayList<>();
        Optional<Path> main = models.file(model);
        main.ifPresent(file -> names.add(file.getFileName().toString()));
        Optional<ModelRecord> record = record(model);
        record.ifPresent(known -> known.files().stream().map(ModelFile::name).forEach(names::add));
        if (record.isEmpty()) {
            main.ifPresent(file -> names.addAll(stated(file)));
        }
        return new ArrayList<>(new LinkedHashSet<>(names));
    }

    /** A damaged record must not keep anybody from removing the model. */
    private Optional<ModelRecord> record(String model) {
        try {
            return ModelRecord.find(folder, model);
        } catch (AlchemyException e) {
            return Optional.empty();
        }
    }

    /** What the file itself says that it needs; a damaged one says nothing. */
    private List<String> stated(Path main) {
        try {
            return ModelFiles.of(main).stream()
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (AlchemyException e) {
            return List.of();
        }
    }

    /** Members of a bag are models of their own; only those that go with another bag or record stay. */
    private Set<String> neededByOthers(String model) throws IOException {
        Set<String> members = new HashSet<>(files(model));
        Set<String> needed = new HashSet<>();
        for (String other : models.names()) {
            String mainName = models.file(other)
                    .map(file -> file.getFileName().toString())
                    .orElse("");
            if (!other.equals(model) && !members.contains(mainName)) {
                needed.addAll(files(other));
            }
        }
        return needed;
    }

    private static AlchemyException nothing(String model) {
        return new AlchemyException(ErrorCode.UNKNOWN_MODEL, "no file of a model '" + model + "' is installed");
    }
}
