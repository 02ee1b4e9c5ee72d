package io.soundforge.alchemy.audio.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What networks need to be told beyond their shapes: a JSON object beside them whose field {@code family} says what kind
 * they are. The other fields are the family's own. A manifest without that field is a {@link BagManifest}.
 */
sealed interface FamilyManifest permits MdxManifest, SpleeterManifest {
    /** The field that tells these manifests from bags. */
    String FAMILY = "family";

    int MOST_BYTES = 1 << 16;
    Pattern STATED = Pattern.compile("\"" + FAMILY + "\"\\s*:");
    Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.(onnx|ort)");
    Pattern STEM = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** The graphs, which lie beside the manifest. */
    List<String> files();

    /** The stems, in output order. */
    List<String> stems();

    /**
     * Compares the manifest with what its graphs state, without loading them.
     *
     * @param manifest where this was read
     * @throws AlchemyException MODEL_REFUSED with the shapes
     * @throws IOException when a graph cannot be read
     */
    void requireStated(Path manifest) throws IOException;

    /** Loads and proves the networks; the caller closes the engine. */
    SegmentEngine open(Path manifest, SessionSettings settings);

    /** Whether a file is meant to be such a manifest, perhaps with mistakes. What cannot be read is none. */
    static boolean is(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) <= MOST_BYTES
                    && STATED.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                            .find();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads and checks a manifest.
     *
     * @throws AlchemyException MODEL_REFUSED, saying what was expected
     * @throws IOException when the file cannot be read
     */
    static FamilyManifest read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw refusal(file, "at most " + MOST_BYTES + " bytes; got " + Files.size(file));
        }
        try {
            JsonNode document = JSON.readTree(Files.readAllBytes(file));
            String family = document.path(FAMILY).asText();
            return switch (family) {
                case MdxManifest.NAME -> MdxManifest.of(file, document);
                case SpleeterManifest.NAME -> SpleeterManifest.of(file, document);
                default ->
                    throw refusal(
                            file,
                            "the family " + MdxManifest.NAME + " or " + SpleeterManifest.NAME + "; got '" + family
                                    + "'");
            };
        } catch (UnrecognizedPropertyException e) {
            throw refusal(
                    file, "only the fields " + String.join(", ", fields(e)) + "; got '" + e.getPropertyName() + "'");
        } catch (JsonProcessingException e) {
            throw refusal(file, "fields of the right kinds; it is not so: " + e.getOriginalMessage());
        }
    }

    private static List<String> fields(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds() == null
                ? List.of()
                : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    }

    /** The name of a graph beside a manifest. */
    static String requireFile(Path manifest, @Nullable String name) {
        if (name == null || !FILE.matcher(name).matches()) {
            throw refusal(manifest, "in file the name of an .onnx or .ort file beside it; got '" + name + "'");
        }
        return name;
    }

    /** The name of a stem as requests and files take it. */
    static String requireStem(Path manifest, @Nullable String name) {
        if (name == null || !STEM.matcher(name).matches()) {
            throw refusal(manifest, "a stem's name of up to 32 lower-case letters, digits and '_'; got '" + name + "'");
        }
        return name;
    }

    /** The contract's ports as a graph states them; empty for a file that only a run can tell about. */
    static Optional<OnnxHeader> header(Path manifest, String graph) throws IOException {
        Path file = manifest.resolveSibling(graph);
        if (!Files.isRegularFile(file)) {
            throw refusal(manifest, "the file " + graph + " beside it; it is not there");
        }
        boolean flat = ModelForm.of(file).filter(form -> form == ModelForm.ORT).isPresent();
        return flat ? Optional.empty() : Optional.of(OnnxHeader.read(file));
    }

    static AlchemyException refusal(Path manifest, String expected) {
        return new AlchemyException(
                ErrorCode.MODEL_REFUSED, "in the manifest " + manifest.getFileName() + " expected " + expected);
    }
}
