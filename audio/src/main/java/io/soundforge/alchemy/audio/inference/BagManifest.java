package io.soundforge.alchemy.audio.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Several models that are used as one, as the bags of the Demucs reference are (remote/*.yaml). The file:
 *
 * <pre>{@code
 * {
 *   "models":  ["drums.onnx", "bass.onnx", "other.onnx", "vocals.onnx"],
 *   "weights": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
 * }
 * }</pre>
 *
 * <p>{@code models} are 1 to 16 files beside it. {@code weights}, which may be left out, has for each of them a row with
 * a weight for each stem, 0 or more; a stem is the weighted mean of what the members give, each with segments of its own length. Without
 * them all weights are 1. Other fields are refused.
 */
record BagManifest(List<Member> members) {
    private static final int MOST_MEMBERS = 16;
    private static final int MOST_BYTES = 1 << 16;
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.(onnx|ort)");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    BagManifest {
        members = List.copyOf(members);
    }

    /**
     * One model of the bag.
     *
     * @param weights one for each stem; empty stands for 1 each
     */
    record Member(String file, List<Double> weights) {
        Member {
            weights = List.copyOf(weights);
        }

        /** What this member counts for a stem. */
        double weight(int stem) {
            return weights.isEmpty() ? 1 : weights.get(stem);
        }
    }

    /** The file as it is written. */
    private record Document(
            @Nullable List<@Nullable String> models,
            @Nullable List<@Nullable List<@Nullable Double>> weights) {}

    /**
     * Reads and checks a manifest.
     *
     * @throws AlchemyException MODEL_REFUSED, saying what was expected
     * @throws IOException when the file cannot be read
     */
    static BagManifest read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw refusal(file, "at most " + MOST_BYTES + " bytes; got " + Files.size(file));
        }
        try {
            Document document = JSON.readValue(Files.readAllBytes(file), Document.class);
            if (document == null) {
                throw refusal(file, "an object with the fields models and weights; got null");
            }
            return of(file, document);
        } catch (UnrecognizedPropertyException e) {
            throw refusal(file, "only the fields models and weights; got '" + e.getPropertyName() + "'");
        } catch (JsonProcessingException e) {
            throw refusal(
                    file, "a JSON object with models (names) and weights (rows of numbers); it is not, " + place(e));
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "as a whole"
                : "from line " + e.getLocation().getLineNr() + " on";
    }

    private static BagManifest of(Path file, Document document) {
        List<String> names = names(file, document.models());
        List<List<Double>> weights = weights(file, document.weights(), names.size());
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            members.add(new Member(names.get(i), weights.isEmpty() ? List.of() : weights.get(i)));
        }
        return new BagManifest(members);
    }

    private static List<String> names(Path file, @Nullable List<@Nullable String> models) {
        if (models == null || models.isEmpty() || models.size() > MOST_MEMBERS) {
            throw refusal(file, "1 to " + MOST_MEMBERS + " models; got " + (models == null ? "none" : models.size()));
        }
        List<String> names = new ArrayList<>();
        for (String name : models) {
            if (name == null || !FILE.matcher(name).matches()) {
                throw refusal(file, "names of .onnx or .ort files beside it; got '" + name + "'");
            }
            names.add(name);
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw refusal(file, "every model once; got " + String.join(", ", names));
        }
        return names;
    }

    private static List<List<Double>> weights(
            Path file, @Nullable List<@Nullable List<@Nullable Double>> stated, int models) {
        if (stated == null) {
            return List.of();
        }
        if (stated.size() != models) {
            throw refusal(file, "a row of weights for each of its " + models + " models; got " + stated.size());
        }
        List<List<Double>> weights = new ArrayList<>();
        for (List<@Nullable Double> row : stated) {
            weights.add(row(file, row));
        }
        requireEveryStem(file, weights);
        return weights;
    }

    private static List<Double> row(Path file, @Nullable List<@Nullable Double> stated) {
        List<Double> row = new ArrayList<>();
        for (Double weight : stated == null ? List.<@Nullable Double>of() : stated) {
            if (weight == null || !Double.isFinite(weight) || weight < 0) {
                throw refusal(file, "weights of 0 or more; got " + weight);
            }
            row.add(weight);
        }
        if (StemLayout.of(row.size()).isEmpty()) {
            throw refusal(file, "4 or 6 weights for each model; got " + row.size());
        }
        return row;
    }

    private static void requireEveryStem(Path file, List<List<Double>> weights) {
        int stems = weights.get(0).size();
        if (weights.stream().anyMatch(row -> row.size() != stems)) {
            throw refusal(file, "rows of weights of one length");
        }
        for (int stem = 0; stem < stems; stem++) {
            int column = stem;
            if (weights.stream().allMatch(row -> row.get(column) == 0)) {
                throw refusal(file, "a model for every stem; the weights of stem " + (stem + 1) + " are all 0");
            }
        }
    }

    private static AlchemyException refusal(Path file, String expected) {
        return new AlchemyException(
                ErrorCode.MODEL_REFUSED, "in the manifest " + file.getFileName() + " expected " + expected);
    }

    /** The stems, if the weights tell how many there are. */
    Optional<List<String>> stems() {
        return StemLayout.of(members.get(0).weights().size());
    }
}
