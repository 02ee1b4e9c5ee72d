package io.soundforge.alchemy.audio.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX file says about itself, read without loading it. Field numbers from onnx.proto3 of the ONNX project.
 *
 * @param externalFiles files beside the graph that hold weights, as the graph names them
 */
record OnnxHeader(List<Port> inputs, List<Port> outputs, SortedSet<String> externalFiles) {

    /** Reads the header; an IOException means that this is no ONNX file. */
    static OnnxHeader read(Path file) throws IOException {
        try (ProtoReader reader = new ProtoReader(file)) {
            Walk walk = new Walk(reader);
            walk.model();
            walk.inputs.removeIf(input -> walk.weights.contains(input.name()));
            return new OnnxHeader(walk.inputs, walk.outputs, walk.externalFiles);
        }
    }

    /** One pass over the file. Graphs nest, within attributes; only the outermost one has the model's ports. */
    private static final class Walk {
        private final ProtoReader reader;
        private final List<Port> inputs = new ArrayList<>();
        private final List<Port> outputs = new ArrayList<>();
        private final Set<String> weights = new HashSet<>();
        private final SortedSet<String> externalFiles = new TreeSet<>();

        Walk(ProtoReader reader) {
            this.reader = reader;
        }

        void model() throws IOException {
            boolean[] graphSeen = new boolean[1];
            reader.message(reader.size(), nested((field, length) -> {
                if (field == 7) {
                    graphSeen[0] = true;
                    graph(length, true);
                } else if (field == 25) {
                    function(length);
                }
            }));
            if (!graphSeen[0]) {
                throw new IOException("no graph");
            }
        }

        private void graph(long length, boolean outermost) throws IOException {
            reader.message(length, nested((field, size) -> {
                switch (field) {
                    case 1 -> node(size);
                    case 5 -> tensor(size);
                    case 11 -> port(size, outermost ? inputs : null);
                    case 12 -> port(size, outermost ? outputs : null);
                    case 15 -> sparseTensor(size);
                    default -> {}
                }
            }));
        }

        private void function(long length) throws IOException {
            reader.message(length, nested((field, size) -> {
                if (field == 7) {
                    node(size);
                }
            }));
        }

        private void node(long length) throws IOException {
            reader.message(length, nested((field, size) -> {
                if (field == 5) {
                    attribute(size);
                }
            }));
        }

        private void attribute(long length) throws IOException {
            reader.message(length, nested((field, size) -> {
                switch (field) {
                    case 5, 10 -> tensor(size);
                    case 6, 11 -> graph(size, false);
                    case 22, 23 -> sparseTensor(size);
                    default -> {}
                }
            }));
        }

        private void sparseTensor(long length) throws IOException {
            reader.message(length, nested((field, size) -> {
                if (field == 1 || field == 2) {
                    tensor(size);
                }
            }));
        }

        private void tensor(long length) throws IOException {
            reader.message(length, nested((field, size) -> {
                if (field == 8) {
                    weights.add(reader.text(size));
                } else if (field == 13) {
                    externalEntry(size);
                }
            }));
        }

        private void externalEntry(long length) throws IOException {
            String[] entry = {"", ""};
            reader.message(length, nested((field, size) -> {
                if (field == 1 || field == 2) {
                    entry[field - 1] = reader.text(size);
                }
            }));
            if (entry[0].equals("location")) {
                externalFiles.add(entry[1]);
            }
        }

        private void port(long length, @Nullable List<Port> target) throws IOException {
            if (target != null) {
                PortFields fields = new PortFields(reader);
                reader.message(length, fields);
                target.add(fields.port());
            }
        }

        private static ProtoReader.Fields nested(Nested action) {
            return new ProtoReader.Fields() {
                @Override
                public void bytes(int field, long length) throws IOException {
                    action.read(field, length);
                }
            };
        }
    }

    /** Reads one nested field. */
    private interface Nested {
        void read(int field, long length) throws IOException;
    }
}
