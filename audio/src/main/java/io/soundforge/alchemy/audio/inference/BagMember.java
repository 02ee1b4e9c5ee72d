package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One model of a bag. Errors name it. */
final class BagMember {
    private final Path file;
    private final BagManifest.Member entry;
    private final WarmEngines engines;
    private final ModelForm form;

    BagMember(Path file, BagManifest.Member entry, WarmEngines engines) {
        this.file = file;
        this.entry = entry;
        this.engines = engines;
        this.form = ModelForm.of(file)
                .orElseThrow(() -> refusal("expected a file " + ModelForm.extensions() + "; it is none", null));
        if (!Files.isRegularFile(file)) {
            throw refusal("expected this file beside the manifest; it is not there", null);
        }
    }

    SeparationModel.Member described() {
        return new SeparationModel.Member("the bag's member " + entry.file(), entry.weights(), this::open);
    }

    /** The stems as the file states them; a file that does not say is loaded. */
    List<String> stems() {
        try {
            List<String> stated = form.statedStems(file);
            if (!stated.isEmpty()) {
                return stated;
            }
        } catch (AlchemyException e) {
            throw refusal(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.MODEL_REFUSED, named("cannot be read as an ONNX file"), e);
        }
        try (SegmentEngine engine = open()) {
            return engine.stems();
        }
    }

    private SegmentEngine open() {
        try {
            return engines.borrow(file, form);
        } catch (AlchemyException e) {
            throw refusal(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Compares stems.
     *
     * @throws AlchemyException MODEL_REFUSED for others
     */
    void require(List<String> wanted) {
        List<String> own = stems();
        if (!own.equals(wanted)) {
            throw refusal(
                    "expected " + wanted.size() + " stems as in the rest of the bag; got " + own.size() + " stems",
                    null);
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
}
