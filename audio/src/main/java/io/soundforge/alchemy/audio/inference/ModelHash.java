package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** SHA-256 of a model: of the graph, and of the files beside it that hold weights. */
final class ModelHash {
    private ModelHash() {}

    /**
     * Hashes graph and weights.
     *
     * @return lower-case hex; for a graph without external files simply the hash of the file
     * @throws AlchemyException MODEL_REFUSED when a file is missing, is not ONNX or lies outside the models folder
     */
    static String of(Path file) {
        try {
            List<Path> files = new ArrayList<>();
            files.add(file);
            files.addAll(weightsOf(file));
            return FileHash.sha256(files);
        } catch (IOException e) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    "expected a readable ONNX file with its weights beside it; " + file.getFileName() + " is not",
                    e);
        }
    }

    /** The files that hold weights of a graph, in the order of their names. */
    static List<Path> weightsOf(Path file) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : externalFiles(file)) {
            files.add(beside(file, name));
        }
        return files;
    }

    /** A file in the flat format holds its weights itself. */
    private static Set<String> externalFiles(Path file) throws IOException {
        boolean flat = ModelForm.of(file).filter(form -> form == ModelForm.ORT).isPresent();
        return flat ? Set.of() : OnnxHeader.read(file).externalFiles();
    }

    /** A model file comes from a stranger: it must not make us open files elsewhere. */
    private static Path beside(Path file, String name) throws IOException {
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        Path target;
        try {
            target = folder.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new IOException("no file can have this name", e);
        }
        if (!target.startsWith(folder)) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    "expected weights beside the model; " + file.getFileName() + " points outside its folder");
        }
        return target;
    }
}
