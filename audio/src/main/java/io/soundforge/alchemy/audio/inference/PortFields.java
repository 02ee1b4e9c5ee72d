package io.soundforge.alchemy.audio.inference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an ONNX {@code ValueInfoProto}: name (1), type (2) → tensor (1) → element type (1), shape (2) → axes (1). */
final class PortFields implements ProtoReader.Fields {
    private final ProtoReader reader;
    private String name = "";
    private String type = "not a tensor";
    private @Nullable List<Long> shape;

    PortFields(ProtoReader reader) {
        this.reader = reader;
    }

    Port port() {
        return new Port(name, type, shape);
    }

    @Override
    public void bytes(int field, long length) throws IOException {
        if (field == 1) {
            name = reader.text(length);
        } else if (field == 2) {
            reader.message(length, new TypeFields());
        }
    }

    private final class TypeFields implements ProtoReader.Fields {
        @Override
        public void bytes(int field, long length) throws IOException {
            if (field == 1) {
                reader.message(length, new TensorFields());
            }
        }
    }

    private final class TensorFields implements ProtoReader.Fields {
        @Override
        public void number(int field, long value) {
            if (field == 1) {
                type = typeText((int) value);
            }
        }

        @Override
        public void bytes(int field, long length) throws IOException {
            if (field == 2) {
                List<Long> axes = new ArrayList<>();
                reader.message(length, new ShapeFields(axes));
                // As the runtime has it: no port of ours is a single number, so no axes mean that none are stated.
                shape = axes.isEmpty() ? null : axes;
            }
        }
    }

    private final class ShapeFields implements ProtoReader.Fields {
        private final List<Long> axes;

        ShapeFields(List<Long> axes) {
            this.axes = axes;
        }

        @Override
        public void bytes(int field, long length) throws IOException {
            if (field == 1) {
                AxisFields axis = new AxisFields();
                reader.message(length, axis);
                axes.add(axis.length);
            }
        }
    }

    private static final class AxisFields implements ProtoReader.Fields {
        private long length = Port.FREE;

        @Override
        public void number(int field, long value) {
            if (field == 1) {
                length = value;
            }
        }
    }

    /** Names of {@code TensorProto.DataType}. */
    private static String typeText(int type) {
        return switch (type) {
            case 1 -> "float32";
            case 10 -> "float16";
            case 11 -> "float64";
            case 16 -> "bfloat16";
            default -> "type " + type;
        };
    }
}
