package io.soundforge.alchemy.audio.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.spleeter.RatioMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Networks of Spleeter, one for each stem. The file:
 *
 * <pre>{@code
 * {
 *   "family": "spleeter",
 *   "stems": [{"name": "vocals", "file": "sp_vocals.onnx"}, {"name": "accompaniment", "file": "sp_rest.onnx"}],
 *   "extension": "average"
 * }
 * }</pre>
 *
 * <p>{@code extension} says what becomes of everything above 11 kHz, of which the networks know nothing: {@code average},
 * the default here, gives each stem its mean share, so that the stems sum to the mix; {@code zeros}, the default of
 * Spleeter, drops it.
 */
record SpleeterManifest(List<Network> networks, RatioMask.Extension extension) implements FamilyManifest {
    static final String NAME = "spleeter";
    static final String EXAMPLE = "{\"family\":\"spleeter\",\"stems\":[{\"name\":\"vocals\",\"file\":\"NAME.onnx\"},"
            + "{\"name\":\"accompaniment\",\"file\":\"OTHER.onnx\"}]}";

    private static final int MOST_STEMS = 8;

    SpleeterManifest {
        networks = List.copyOf(networks);
    }

    /** One stem and the graph that estimates it. */
    record Network(String name, String file) {}

    /** The file as it is written. */
    private record Document(
            @Nullable String family,
            @Nullable List<@Nullable Entry> stems,
            @Nullable String extension) {}

    private record Entry(@Nullable String name, @Nullable String file) {}

    static SpleeterManifest of(Path manifest, JsonNode json) throws JsonProcessingException {
        Document document = JSON.treeToValue(json, Document.class);
        List<@Nullable Entry> entries = document.stems() == null ? List.of() : document.stems();
        if (entries.size() < 2 || entries.size() > MOST_STEMS) {
            throw FamilyManifest.refusal(manifest, "2 to " + MOST_STEMS + " stems; got " + entries.size());
        }
        List<Network> networks = new ArrayList<>();
        for (Entry entry : entries) {
            networks.add(new Network(
                    FamilyManifest.requireStem(manifest, entry == null ? null : entry.name()),
                    FamilyManifest.requireFile(manifest, entry == null ? null : entry.file())));
        }
        requireDistinct(manifest, networks.stream().map(Network::name).toList());
        requireDistinct(manifest, networks.stream().map(Network::file).toList());
        return new SpleeterManifest(networks, extension(manifest, document.extension()));
    }

    private static void requireDistinct(Path manifest, List<String> names) {
        if (new HashSet<>(names).size() < names.size()) {
            throw FamilyManifest.refusal(manifest, "every stem and every file once; got " + String.join(", ", names));
        }
    }

    private static RatioMask.Extension extension(Path manifest, @Nullable String stated) {
        if (stated == null || stated.equals("average")) {
            return RatioMask.Extension.AVERAGE;
        }
        if (stated.equals("zeros")) {
            return RatioMask.Extension.ZEROS;
        }
        throw FamilyManifest.refusal(manifest, "an extension of average or zeros; got '" + stated + "'");
    }

    @Override
    public List<String> files() {
        return networks.stream().map(Network::file).toList();
    }

    @Override
    public List<String> stems() {
        return networks.stream().map(Network::name).toList();
    }

    @Override
    public void requireStated(Path manifest) throws IOException {
        for (Network network : networks) {
            Optional<OnnxHeader> header = FamilyManifest.header(manifest, network.file());
            if (header.isPresent()) {
                SpleeterContract.of(
                        network.file(), header.get().inputs(), header.get().outputs());
            }
        }
    }

    @Override
    public SegmentEngine open(Path manifest, SessionSettings settings) {
        return SpleeterEngine.open(manifest, this, settings);
    }
}
