package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What kinds of file are models. Of several files with one name the first kind counts. */
enum ModelForm {
    /** A {@link FamilyManifest}, which may have the name of the graph that it is about. */
    FAMILY(ModelForm.MANIFEST),

    /** A graph, perhaps with weights beside it. */
    ONNX(ModelName.EXTENSION),

    /** A graph in the flat format of ONNX Runtime. */
    ORT(".ort"),

    /** A {@link BagManifest} of such files beside it. */
    BAG(ModelForm.MANIFEST);

    private static final String MANIFEST = ".json";

    private final String extension;

    ModelForm(String extension) {
        this.extension = extension;
    }

    /** By the end of the file's name, and of manifests by what is in them. */
    static Optional<ModelForm> of(Path file) {
        String name = String.valueOf(file.getFileName());
        return Arrays.stream(values())
                .filter(form -> name.endsWith(form.extension))
                .filter(form -> form != FAMILY || FamilyManifest.is(file))
                .findFirst();
    }

    /** For messages: {@code .onnx, .ort or .json}. */
    static String extensions() {
        return Stream.of(ONNX, ORT, BAG).map(form -> form.extension).collect(Collectors.joining(" or "));
    }

    String extension() {
        return extension;
    }

    /**
     * Opens a model; the caller closes the engine.
     *
     * @throws AlchemyException MODEL_REFUSED for a bag, whose members are opened one by one
     */
    SegmentEngine open(Path file, SessionSettings settings) {
        return switch (this) {
            case FAMILY -> openFamily(file, settings);
            case BAG ->
                throw new AlchemyException(
                        ErrorCode.MODEL_REFUSED,
                        "expected a single model; " + file.getFileName() + " is a bag of several");
            case ONNX, ORT -> OnnxSegmentEngine.open(file, settings);
        };
    }

    private static SegmentEngine openFamily(Path file, SessionSettings settings) {
        try {
            FamilyManifest manifest = FamilyManifest.read(file);
            manifest.requireStated(file);
            return manifest.open(file, settings);
        } catch (IOException e) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    "the manifest " + file.getFileName() + " or a graph that it names cannot be read",
                    e);
        }
    }

    /** The graph and manifest files that make up a model, the given one first. */
    List<Path> files(Path file) throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(file);
        if (this == BAG) {
            BagManifest.read(file).members().forEach(member -> files.add(file.resolveSibling(member.file())));
        } else if (this == FAMILY) {
            FamilyManifest.read(file).files().forEach(graph -> files.add(file.resolveSibling(graph)));
        }
        return files;
    }

    /** The stems of a model as its file states them, without loading it; empty when only a run can tell. */
    List<String> statedStems(Path file) throws IOException {
        return switch (this) {
            case ORT -> List.of();
            case FAMILY -> statedFamily(file);
            case BAG -> BagManifest.read(file).stems().orElse(List.of());
            case ONNX -> statedContract(file).stems().orElse(List.of());
        };
    }

    private static List<String> statedFamily(Path file) throws IOException {
        FamilyManifest manifest = FamilyManifest.read(file);
        manifest.requireStated(file);
        return manifest.stems();
    }

    /** The contract of an {@link #ONNX} file as the file states it, without loading it. */
    static ModelContract statedContract(Path file) throws IOException {
        return StatedContract.of(file, ModelFamily.DEMUCS);
    }
}
