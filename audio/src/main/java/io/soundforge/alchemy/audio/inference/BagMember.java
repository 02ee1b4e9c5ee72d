package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One model of a bag, opened when it is first needed. Errors name it. */
final class BagMember implements AutoCloseable {
    private final Path file;
    private final BagManifest.Member entry;
    private final SessionSettings settings;
    private @Nullable OnnxSegmentEngine engine;

    BagMember(Path file, BagManifest.Member entry, SessionSettings settings) {
        this.file = file;
        this.entry = entry;
        this.settings = settings;
        if (!Files.isRegularFile(file)) {
            throw refusal("expected this file beside the manifest; it is not there", null);
        }
    }

    double weight(int stem) {
        return entry.weight(stem);
    }

    /** What the rest of a bag has to agree with. */
    record Form(List<String> stems, int segmentFrames) {
        String text() {
            return stems.size() + " stems and segments of " + segmentFrames;
        }
    }

    /** The form as the file states it; a file that does not say is loaded. */
    Form form() {
        try {
            if (engine == null
                    && ModelForm.of(file).filter(form -> form == ModelForm.ONNX).isPresent()) {
                ModelContract contract = ModelForm.statedContract(file);
                if (contract.stems().isPresent()) {
                    return new Form(contract.stems().get(), contract.segmentFrames());
                }
            }
        } catch (AlchemyException e) {
            throw refusal(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.MODEL_REFUSED, named("cannot be read as an ONNX file"), e);
        }
        return new Form(engine().stems(), engine().segmentFrames());
    }

    /** Opens the model unless it is open. */
    OnnxSegmentEngine engine() {
        OnnxSegmentEngine open = engine;
        if (open == null) {
            try {
                open = OnnxSegmentEngine.open(file, settings);
            } catch (AlchemyException e) {
                throw refusal(String.valueOf(e.getMessage()), e);
            }
            engine = open;
        }
        return open;
    }

    /** The model, which must have this form now that it is seen. */
    OnnxSegmentEngine engine(Form wanted) {
        engine();
        require(wanted);
        return engine();
    }

    /**
     * Compares forms.
     *
     * @throws AlchemyException MODEL_REFUSED for another form
     */
    void require(Form wanted) {
        Form own = form();
        if (!own.equals(wanted)) {
            throw refusal("expected " + wanted.text() + " as in the rest of the bag; got " + own.text(), null);
        }
    }

    /** For the fingerprint: whose weights they are is known from the engine. */
    String weightsText() {
        return entry.weights().isEmpty() ? "1" : entry.weights().toString();
    }

    void separate(float[][] mix, float[][][] stems) {
        try {
            engine().separate(mix, stems);
        } catch (AlchemyException e) {
            throw new AlchemyException(e.code(), named(String.valueOf(e.getMessage())), e);
        }
    }

    private AlchemyException refusal(String why, @Nullable AlchemyException cause) {
        return cause == null
                ? new AlchemyException(ErrorCode.MODEL_REFUSED, named(why))
                : new AlchemyException(ErrorCode.MODEL_REFUSED, named(why), cause);
    }

    private String named(String why) {
        return "the bag's member " + entry.file() + ": " + why;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
