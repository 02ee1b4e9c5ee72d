package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry.Bag;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which files make up a model, as its graphs and its manifest say. */
public final class ModelFiles {
    private ModelFiles() {}

    /**
     * All files, the given one first.
     *
     * @throws AlchemyException UNKNOWN_MODEL when there is no such file of a kind that is a model; MODEL_REFUSED when it
     *     is damaged, or one that it needs is missing or lies in another folder
     */
    public static List<Path> of(Path main) {
        ModelForm form = requireModel(main);
        try {
            Set<Path> files = new LinkedHashSet<>();
            for (Path file : form.files(main)) {
                files.add(file);
                if (ModelForm.of(file).filter(ModelForm.ONNX::equals).isPresent()) {
                    files.addAll(ModelHash.weightsOf(file));
                }
            }
            files.forEach(file -> requireBeside(main, file));
            return List.copyOf(files);
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.MODEL_REFUSED, main.getFileName() + " cannot be read as a model", e);
        }
    }

    /** The members and weights of a manifest; errors as in {@link #of}. */
    public static Bag bag(Path manifest) {
        try {
            BagManifest bag = BagManifest.read(manifest);
            return new Bag(
                    bag.members().stream().map(BagManifest.Member::file).toList(),
                    bag.members().stream()
                            .map(BagManifest.Member::weights)
                            .filter(weights -> !weights.isEmpty())
                            .toList());
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.MODEL_REFUSED, manifest.getFileName() + " cannot be read", e);
        }
    }

    /** Whether a file is of a kind that is a model, by its name: {@code .onnx}, {@code .ort} or {@code .json}. */
    public static boolean isModel(Path file) {
        return ModelForm.of(file).isPresent();
    }

    static ModelForm requireModel(Path file) {
        return ModelForm.of(file)
                .filter(known -> Files.isRegularFile(file))
                .orElseThrow(() -> new AlchemyException(
                        ErrorCode.UNKNOWN_MODEL,
                        "expected an existing " + ModelForm.extensions() + " file; got '" + file.getFileName() + "'"));
    }

    private static void requireBeside(Path main, Path file) {
        boolean beside = file.toAbsolutePath()
                .normalize()
                .resolveSibling("")
                .equals(main.toAbsolutePath().normalize().resolveSibling(""));
        if (!beside || !Files.isRegularFile(file)) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    "the model " + main.getFileName() + " needs the file " + file.getFileName() + " beside it");
        }
    }
}
