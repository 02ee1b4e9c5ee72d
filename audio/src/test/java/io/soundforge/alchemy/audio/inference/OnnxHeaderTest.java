package io.soundforge.alchemy.audio.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxHeaderTest {
    @TempDir
    Path folder;

    @Test
    void metadata_areReadByName_andCutOffForMessages() throws IOException {
        TinyGraph graph = identity()
                .metadata("n_fft", "6144")
                .metadata("comment", "two\nlines")
                .metadata("none", "");
        for (int i = 0; i < 100; i++) {
            graph.metadata("z" + i, "z".repeat(1 << 17));
        }
        OnnxHeader header = OnnxHeader.read(graph.write(folder.resolve("a.onnx")));
        assertThat(header.metadata())
                .contains(entry("n_fft", "6144"), entry("none", ""))
                .hasSize(64);
        assertThat(header.metadataText())
                .startsWith("comment=two lines, n_fft=6144, none=, z0=zzz")
                .hasSizeLessThan(410);
        assertThat(header.inputs()).extracting(Port::shape).containsExactly(List.of(1L, 2L, 4096L));
    }

    @Test
    void fileWithoutMetadata_hasNone() throws IOException {
        OnnxHeader header = OnnxHeader.read(identity().write(folder.resolve("a.onnx")));
        assertThat(header.metadata()).isEmpty();
        assertThat(header.metadataText()).isEmpty();
    }

    @Test
    void outputWithoutAxes_countsAsOneThatStatesNone() throws IOException {
        TinyGraph graph = new TinyGraph()
                .node("Identity", "y", "x")
                .input("x", TinyGraph.FLOAT, 1, 2, 4096)
                .output("y", TinyGraph.FLOAT);
        assertThat(OnnxHeader.read(graph.write(folder.resolve("a.onnx"))).outputs())
                .containsExactly(new Port("y", "float32", null));
    }

    private static TinyGraph identity() {
        return new TinyGraph()
                .node("Identity", "y", "x")
                .input("x", TinyGraph.FLOAT, 1, 2, 4096)
                .output("y", TinyGraph.FLOAT, 1, 2, 4096);
    }
}
