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

/** What kinds of file are models. Of several files with one name the first kind counts. */
enum ModelForm {
    /** A graph, perhaps with weights beside it. */
    ONNX(ModelName.EXTENSION),

    /** A graph in the flat format of ONNX Runtime. */
    ORT(".ort"),

    /** A {@link BagManifest} of such files beside it. */
    BAG(".json");

    private final String extension;

    ModelForm(String extension) {
        this.extension = extension;
    }

    /** By the end of the file's name. */
    static Optional<ModelForm> of(Path file) {
        String name = String.valueOf(file.getFileName());
        return Arrays.stream(values())
                .filter(form -> name.endsWith(form.extension))
                .findFirst();
    }

    /** For messages: {@code .onnx, .ort or .json}. */
    static String extensions() {
        return Arrays.stream(values()).map(form -> form.extension).collect(Collectors.joining(" or "));
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
        if (this == BAG) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED, "expected a single model; " + file.getFileName() + " is a bag of several");
        }
        return OnnxSegmentEngine.open(file, settings);
    }

    /** The graph and manifest files that make up a model, the given one first. */
    List<Path> files(Path file) throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(file);
        if (this == BAG) {
            BagManifest.read(file).members().forEach(member -> files.add(file.resolveSibling(member.file())));
        }
        return files;
    }

    /** The stems of a model as its file states them, without loading it; empty when only a run can tell. */
    List<String> statedStems(Path file) throws IOException {
        return switch (this) {
            case ORT -> List.of();
            case BAG -> BagManifest.read(file).stems().orElse(List.of());
            case ONNX -> statedContract(file).stems().orElse(List.of());
        };
    }

    /** The contract of an {@link #ONNX} file as the file states it, without loading it. */
    static ModelContract statedContract(Path file) throws IOException {
        OnnxHeader header = OnnxHeader.read(file);
        return ModelContract.of(header.inputs(), header.outputs());
    }
}
