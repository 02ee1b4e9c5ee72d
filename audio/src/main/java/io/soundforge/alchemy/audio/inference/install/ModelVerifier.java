package io.soundforge.alchemy.audio.inference.install;

import io.soundforge.alchemy.audio.inference.FileHash;
import io.soundforge.alchemy.audio.inference.ModelFiles;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.catalogue.ModelFile;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells whether installed models still are what was installed, and still are models. */
public final class ModelVerifier {
    private final Path folder;
    private final ModelRegistry models;

    public ModelVerifier(Path modelsFolder, ModelRegistry models) {
        this.folder = modelsFolder;
        this.models = models;
    }

    /**
     * What was found.
     *
     * @param recorded whether it is known what the files should be
     * @param problems sentences; empty when all is well
     * @param files as they are now
     */
    public record Verdict(String model, boolean recorded, List<String> problems, List<ModelFile> files) {
        public Verdict {
            problems = List.copyOf(problems);
            files = List.copyOf(files);
        }

        public boolean sound() {
            return problems.isEmpty();
        }
    }

    /** Whether an installed model has all its files, by their sizes; quick. */
    public boolean isWhole(String model) {
        Path main = installed(model);
        return ModelRecord.find(folder, model)
                .map(record -> record.files().stream().allMatch(this::hasSize))
                .orElseGet(() -> Files.isRegularFile(main));
    }

    private boolean hasSize(ModelFile file) {
        Path path = folder.resolve(file.name());
        try {
            return Files.isRegularFile(path) && (file.bytes() == null || Files.size(path) == file.bytes());
        } catch (IOException e) {
            throw unreadable(file.name(), e);
        }
    }

    /**
     * Compares sizes and hashes with what was installed, and lets the model run once.
     *
     * @throws AlchemyException UNKNOWN_MODEL if it is not installed
     */
    public Verdict verify(String model) {
        Path main = installed(model);
        List<String> problems = new ArrayList<>();
        Optional<ModelRecord> record = record(model, problems);
        List<ModelFile> files = new ArrayList<>();
        record.ifPresent(known -> known.files().forEach(file -> compare(file, files, problems)));
        if (problems.isEmpty()) {
            prove(model, problems);
        }
        if (record.isEmpty() && problems.isEmpty()) {
            ModelFiles.of(main).forEach(path -> files.add(asItIs(path)));
        }
        return new Verdict(model, record.isPresent(), problems, files);
    }

    private Optional<ModelRecord> record(String model, List<String> problems) {
        try {
            return ModelRecord.find(folder, model);
        } catch (AlchemyException e) {
            problems.add(e.failure().message());
            return Optional.empty();
        }
    }

    private void compare(ModelFile expected, List<ModelFile> files, List<String> problems) {
        Path path = folder.resolve(expected.name());
        if (!Files.isRegularFile(path)) {
            problems.add(expected.name() + " is missing");
            return;
        }
        ModelFile found = asItIs(path);
        files.add(found);
        if (!String.valueOf(expected.bytes()).equals(String.valueOf(found.bytes()))) {
            problems.add(expected.name() + " has " + found.bytes() + " bytes; expected " + expected.bytes());
        } else if (!String.valueOf(expected.sha256()).equals(found.sha256())) {
            problems.add(expected.name() + " has SHA-256 " + found.sha256() + "; expected " + expected.sha256());
        }
    }

    private static ModelFile asItIs(Path path) {
        try {
            return new ModelFile(path.getFileName().toString(), Files.size(path), FileHash.sha256(path), null);
        } catch (IOException e) {
            throw unreadable(path.getFileName().toString(), e);
        }
    }

    private void prove(String model, List<String> problems) {
        try {
            models.prove(installed(model));
        } catch (AlchemyException e) {
            problems.add(e.failure().message());
        }
    }

    private Path installed(String model) {
        return models.file(model)
                .orElseThrow(() -> new AlchemyException(
                        ErrorCode.UNKNOWN_MODEL, "no file of a model '" + model + "' is installed"));
    }

    private static AlchemyException unreadable(String name, IOException cause) {
        return new AlchemyException(ErrorCode.MODEL_REFUSED, name + " cannot be read", cause);
    }
}
