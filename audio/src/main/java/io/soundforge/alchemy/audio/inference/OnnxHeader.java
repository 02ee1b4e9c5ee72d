package io.soundforge.alchemy.audio.inference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX file says about itself, read without loading it. Field numbers from onnx.proto3 of the ONNX project.
 *
 * @param externalFiles files beside the graph that hold weights, as the graph names them
 * @param metadata what the file's maker wrote about it, name by name
 */
record OnnxHeader(
        List<Port> inputs, List<Port> outputs, SortedSet<String> externalFiles, SortedMap<String, String> metadata) {
    private static final int MOST_METADATA = 400;
    private static final int MOST_ENTRIES = 64;

    /** Names of files are shorter; metadata may be whole documents, of which the beginning is enough. */
    private static final int LONGEST_ENTRY = 1 << 10;

    /** The metadata for messages, cut off where it gets long. */
    String metadataText() {
        String text = metadata.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "))
                .replaceAll("\\s+", " ");
        return text.length() <= MOST_METADATA ? text : text.substring(0, MOST_METADATA) + " …";
    }

    /** Reads the header; an IOException means that this is no ONNX file. */
    static OnnxHeader read(Path file) throws IOException {
        try (ProtoReader reader = new ProtoReader(file)) {
            Walk walk = new Walk(reader);
            walk.model();
            walk.inputs.removeIf(input -> walk.weights.contains(input.name()));
            return new OnnxHeader(walk.inputs, walk.outputs, walk.externalFiles, walk.metadata);
        }
    }

    /** One pass over the file. Graphs nest, within attributes; only the outermost one has the model's ports. */
    private static final class Walk {
        private final ProtoReader reader;
        private final List<Port> inputs = new ArrayList<>();
        private final List<Port> outputs = new ArrayList<>();
        private final Set<String> weights = new HashSet<>();
        private final SortedSet<String> externalFiles = new TreeSet<>();
        private final SortedMap<String, String> metadata = new TreeMap<>();

        Walk(ProtoReader reader) {
            this.reader = reader;
        }

        void model() throws IOException {
            boolean[] graphSeen = new boolean[1];
            reader.message(reader.size(), nested((field, length) -> {
                if (field == 7) {
                    graphSeen[0] = true;
                    graph(length, true);
                } else if (field == 14) {
                    metadataEntry(length);
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

        private void metadataEntry(long length) throws IOException {
            String[] entry = entry(length, LONGEST_ENTRY);
            if (metadata.size() < MOST_ENTRIES) {
                metadata.put(entry[0], entry[1]);
            }
        }

        private String[] entry(long length, long most) throws IOException {
            String[] entry = {"", ""};
            reader.message(length, nested((field, size) -> {
                if (field == 1 || field == 2) {
                    entry[field - 1] = reader.text(Math.min(size, most));
                }
            }));
            return entry;
        }

        private void externalEntry(long length) throws IOException {
            String[] entry = entry(length, Long.MAX_VALUE);
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
