package io.soundforge.alchemy.audio.inference.install;

import io.soundforge.alchemy.audio.inference.FileHash;
import io.soundforge.alchemy.audio.inference.catalogue.ModelFile;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Moves the files of a model to where models are found: what it needs first, then the record, and last the file that
 * makes it visible. Whoever is killed in between leaves no half model, and the next installation finds what was moved.
 */
final class Publication {
    private static final List<String> VISIBLE = List.of(".onnx", ".ort", ".json");

    private final Path folder;
    private final ModelRecord record;
    private final ModelFile main;
    private final List<ModelFile> others;

    Publication(Path folder, ModelRecord record) {
        this.folder = folder;
        this.record = record;
        int last = record.files().size() - 1;
        this.main = record.files().get(last);
        this.others = record.files().subList(0, last);
    }

    void publish(PartArea area) throws IOException {
        Set<String> old = oldFiles();
        for (ModelFile file : others) {
            requireOurs(file, old);
        }
        requireMainOurs();
        requireUnshadowed(old);
        if (!others.isEmpty() || (!old.isEmpty() && !old.equals(Set.of(main.name())))) {
            // An old graph must not meet new weights.
            for (String extension : VISIBLE) {
                Files.deleteIfExists(folder.resolve(record.model() + extension));
            }
        }
        for (ModelFile file : others) {
            move(area, file);
        }
        record.write(folder);
        move(area, main);
        removeLeftOver(old);
    }

    private Set<String> oldFiles() {
        Set<String> old = new HashSet<>();
        Optional<ModelRecord> before = ModelRecord.find(folder, record.model());
        before.ifPresent(found -> found.files().forEach(file -> old.add(file.name())));
        return old;
    }

    /** The model's own name may be replaced; any other file only if it was this model's, or is the same anyway. */
    private void requireOurs(ModelFile file, Set<String> old) throws IOException {
        Path target = folder.resolve(file.name());
        boolean free = old.contains(file.name()) || !Files.exists(target);
        if (!free && !FileHash.sha256(target).equals(file.sha256())) {
            throw new AlchemyException(
                    ErrorCode.CONFLICT,
                    "the models folder has another file " + file.name() + ", which is not of the model "
                            + record.model() + "; rename or remove it first");
        }
    }

    /** A model may be a member of a bag, which counts on its bytes. */
    private void requireMainOurs() throws IOException {
        for (ModelRecord other : ModelRecord.all(folder)) {
            boolean changed = other.files().stream()
                    .anyMatch(file -> file.name().equals(main.name())
                            && !String.valueOf(file.sha256()).equals(main.sha256()));
            if (changed && !other.model().equals(record.model())) {
                throw new AlchemyException(
                        ErrorCode.CONFLICT,
                        "the model " + other.model() + " has another file " + main.name()
                                + "; remove that model first");
            }
        }
    }

    /** Of several files with one name only the first kind counts: a hand-placed one would hide the new model. */
    private void requireUnshadowed(Set<String> old) {
        for (String extension : VISIBLE) {
            String name = record.model() + extension;
            if (!name.equals(main.name()) && !old.contains(name) && Files.exists(folder.resolve(name))) {
                throw new AlchemyException(
                        ErrorCode.CONFLICT,
                        "the models folder has a file " + name + " already; remove the model " + record.model()
                                + " first");
            }
        }
    }

    private void move(PartArea area, ModelFile file) throws IOException {
        Files.move(
                area.file(file.name()),
                folder.resolve(file.name()),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void removeLeftOver(Set<String> old) throws IOException {
        List<ModelRecord> all = ModelRecord.all(folder);
        for (String name : old) {
            if (all.stream().noneMatch(kept -> kept.has(name))) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }
}
