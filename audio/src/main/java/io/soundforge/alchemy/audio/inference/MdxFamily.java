package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.mdx.MdxFraming;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The graphs that an {@link MdxManifest} may name. */
record MdxFamily(Path manifest, MdxManifest parameters) implements ModelFamily {
    /** 2^8, as in nearly all published networks. */
    private static final int USUAL_FRAMES = 256;

    @Override
    public Optional<ModelContract> match(List<Port> inputs, List<Port> outputs) {
        if (!MdxContract.isMdx(inputs, outputs)) {
            return Optional.empty();
        }
        Port input = inputs.get(0);
        return Optional.of(MdxContract.of(input, outputs.get(0), framing(input, outputs.get(0)), parameters));
    }

    private MdxFraming framing(Port input, Port output) {
        int bins = (int) MdxContract.bins(input);
        Integer size = parameters.nFft();
        if (size == null) {
            throw FamilyManifest.refusal(
                    manifest,
                    "nFft, the length of a frame: the shape " + input.text() + " leaves it open, published networks of "
                            + bins + " bins take " + publishedSizes(bins) + "; got none");
        }
        try {
            return new MdxFraming(size, bins, frames(input, output));
        } catch (IllegalArgumentException e) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    "the manifest " + manifest.getFileName() + " does not fit the graph " + input.text() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** By the parameters that Ultimate Vocal Remover keeps for its networks. */
    private static String publishedSizes(int bins) {
        return switch (bins) {
            case 3072 -> "6144 or 7680";
            case 2048 -> "4096, 5120, 6144, 8192 or 16384";
            default -> "at least " + 2L * (bins - 1L);
        };
    }

    private int frames(Port input, Port output) {
        long stated = input.axis(3) == Port.FREE ? output.axis(3) : input.axis(3);
        Integer wanted = parameters.frames();
        if (wanted != null && stated != Port.FREE && wanted != stated) {
            throw FamilyManifest.refusal(
                    manifest, "the " + stated + " frames of the graph " + input.text() + "; got " + wanted);
        }
        if (stated != Port.FREE) {
            return (int) Math.min(stated, Integer.MAX_VALUE);
        }
        return wanted == null ? USUAL_FRAMES : wanted;
    }

    @Override
    public AlchemyException refusal(String got) {
        return new AlchemyException(
                ErrorCode.MODEL_REFUSED,
                "for " + parameters.file() + " in the manifest " + manifest.getFileName()
                        + " expected a spectrogram float[N,4,F,T] in, with N = 1 or open, and the same out; " + got);
    }
}
