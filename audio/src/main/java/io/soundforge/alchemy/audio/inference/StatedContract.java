package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a graph's file states about its contract. Loading the graph would cost seconds. */
final class StatedContract {
    private StatedContract() {}

    /**
     * The contract of an {@link ModelForm#ONNX} file.
     *
     * @throws AlchemyException MODEL_REFUSED with its shapes, and with what it says of itself
     * @throws IOException when this is no such file
     */
    static ModelContract of(Path file, ModelFamily family) throws IOException {
        OnnxHeader header = OnnxHeader.read(file);
        try {
            return family.require(header.inputs(), header.outputs());
        } catch (AlchemyException e) {
            if (header.metadata().isEmpty()) {
                throw e;
            }
            throw new AlchemyException(
                    e.code(), e.getMessage() + ". The file says of itself: " + header.metadataText(), e);
        }
    }

    /** Refuses a graph whose file already states that it obeys no contract; other kinds of file are left to a run. */
    static void require(Path file, ModelFamily family) {
        Optional<ModelForm> onnx = ModelForm.of(file).filter(form -> form == ModelForm.ONNX);
        try {
            if (onnx.isPresent()) {
                of(file, family);
            }
        } catch (IOException e) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED, "expected a readable ONNX file; " + file.getFileName() + " is not", e);
        }
    }
}
