package io.soundforge.alchemy.audio.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An MDX-Net network, which gives one stem; everything else is the mix without it. The file:
 *
 * <pre>{@code
 * {"family": "mdx", "file": "kim.onnx", "stem": "vocals", "nFft": 7680, "compensate": 1.009}
 * }</pre>
 *
 * <p>{@code nFft} is the length of a frame, which the shape does not tell: published networks of 3072 bins take 6144 or
 * 7680, those of 2048 take 4096 to 16 384. (The {@code n_fft} in the metadata of sherpa-onnx's copies is no help: its
 * script, add_meta_data_and_quantize.py, writes twice the bins.) {@code compensate}, 1 unless given, is the factor that
 * the stem is multiplied by. {@code rest} names everything else: unless given {@code instrumental} for vocals,
 * {@code vocals} for instrumental, {@code no_STEM} for others. {@code denoise} runs the network on the mix and on the
 * inverted mix and takes half the difference, at twice the cost. {@code frames} is for graphs that leave their number
 * open; 256 unless given.
 *
 * @param frames null leaves it to the graph
 */
record MdxManifest(
        String file,
        String stem,
        String rest,
        @Nullable Integer nFft,
        double compensate,
        boolean denoise,
        @Nullable Integer frames)
        implements FamilyManifest {
    static final String NAME = "mdx";
    static final String EXAMPLE =
            "{\"family\":\"mdx\",\"file\":\"NAME.onnx\",\"stem\":\"vocals\",\"nFft\":7680,\"compensate\":1.009}";

    /** The file as it is written. */
    private record Document(
            @Nullable String family,
            @Nullable String file,
            @Nullable String stem,
            @Nullable String rest,
            @Nullable Integer nFft,
            @Nullable Double compensate,
            @Nullable Boolean denoise,
            @Nullable Integer frames) {}

    static MdxManifest of(Path manifest, JsonNode json) throws JsonProcessingException {
        Document document = JSON.treeToValue(json, Document.class);
        String stem = FamilyManifest.requireStem(manifest, document.stem());
        String rest = FamilyManifest.requireStem(manifest, document.rest() == null ? restOf(stem) : document.rest());
        if (rest.equals(stem)) {
            throw FamilyManifest.refusal(manifest, "two names for stem and rest; got '" + stem + "' twice");
        }
        double compensate = document.compensate() == null ? 1 : document.compensate();
        if (!(compensate > 0 && compensate <= 4)) {
            throw FamilyManifest.refusal(manifest, "a compensate above 0, up to 4; got " + compensate);
        }
        return new MdxManifest(
                FamilyManifest.requireFile(manifest, document.file()),
                stem,
                rest,
                document.nFft(),
                compensate,
                document.denoise() != null && document.denoise(),
                document.frames());
    }

    private static String restOf(String stem) {
        return switch (stem) {
            case "vocals" -> "instrumental";
            case "instrumental" -> "vocals";
            default -> "no_" + stem;
        };
    }

    @Override
    public List<String> files() {
        return List.of(file);
    }

    @Override
    public List<String> stems() {
        return List.of(stem, rest);
    }

    @Override
    public void requireStated(Path manifest) throws IOException {
        Optional<OnnxHeader> header = FamilyManifest.header(manifest, file);
        if (header.isPresent()) {
            new MdxFamily(manifest, this)
                    .require(header.get().inputs(), header.get().outputs());
        }
    }

    @Override
    public SegmentEngine open(Path manifest, SessionSettings settings) {
        return OnnxSegmentEngine.open(manifest.resolveSibling(file), settings, new MdxFamily(manifest, this));
    }
}
