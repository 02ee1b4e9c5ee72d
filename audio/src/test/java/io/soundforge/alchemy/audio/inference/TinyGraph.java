package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.platform.Fp16Conversions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds an ONNX graph node by node. Field numbers from onnx.proto3. */
final class TinyGraph {
    static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int FLOAT16 = 10;

    private final ProtoMessage graph = new ProtoMessage().text(2, "tiny");
    private final ProtoMessage metadata = new ProtoMessage();

    /** What the file's maker says about it; field 14 of the model. */
    TinyGraph metadata(String name, String value) {
        metadata.message(14, new ProtoMessage().text(1, name).text(2, value));
        return this;
    }

    TinyGraph node(String operator, String output, String... inputs) {
        return node(operator, new ProtoMessage(), output, inputs);
    }

    /** A node with the integer attribute {@code to}, which Cast needs. */
    TinyGraph cast(int type, String output, String input) {
        return node("Cast", List.of(whole("to", type)), output, input);
    }

    /** A node with attributes, each made by {@link #whole} or {@link #word}. */
    TinyGraph node(String operator, List<ProtoMessage> attributes, String output, String... inputs) {
        ProtoMessage node = new ProtoMessage();
        attributes.forEach(attribute -> node.message(5, attribute));
        return node(operator, node, output, inputs);
    }

    /** An attribute that is an integer. */
    static ProtoMessage whole(String name, long value) {
        return new ProtoMessage().text(1, name).number(3, value).number(20, 2);
    }

    /** An attribute that is a text. */
    static ProtoMessage word(String name, String value) {
        return new ProtoMessage().text(1, name).text(4, value).number(20, 3);
    }

    private TinyGraph node(String operator, ProtoMessage node, String output, String... inputs) {
        for (String input : inputs) {
            node.text(1, input);
        }
        graph.message(1, node.text(2, output).text(4, operator));
        return this;
    }

    TinyGraph floats(String name, long[] shape, float... values) {
        graph.message(5, tensor(name, FLOAT, shape).bytes(9, ProtoMessage.littleEndian(values)));
        return this;
    }

    /** Weights of 16 bits. */
    TinyGraph halves(String name, long[] shape, float... values) {
        short[] halves = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            halves[i] = Fp16Conversions.floatToFp16(values[i]);
        }
        graph.message(5, tensor(name, FLOAT16, shape).bytes(9, ProtoMessage.littleEndian(halves)));
        return this;
    }

    TinyGraph longs(String name, long... values) {
        graph.message(5, tensor(name, INT64, values.length).bytes(9, ProtoMessage.littleEndian(values)));
        return this;
    }

    /** A number without axes. */
    TinyGraph scalar(String name, long value) {
        graph.message(5, tensor(name, INT64).bytes(9, ProtoMessage.littleEndian(value)));
        return this;
    }

    /** Weights in a file beside the graph. */
    TinyGraph external(String name, long[] shape, String file) {
        ProtoMessage location = new ProtoMessage().text(1, "location").text(2, file);
        graph.message(5, tensor(name, FLOAT, shape).message(13, location).number(14, 1));
        return this;
    }

    /** Negative lengths become named axes without a length. */
    TinyGraph input(String name, int type, long... shape) {
        graph.message(11, port(name, type, shape));
        return this;
    }

    TinyGraph output(String name, int type, long... shape) {
        graph.message(12, port(name, type, shape));
        return this;
    }

    /** An output whose file does not even say how many axes it has. */
    TinyGraph shapelessOutput(String name, int type) {
        ProtoMessage tensor = new ProtoMessage().number(1, type);
        graph.message(12, new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor)));
        return this;
    }

    Path write(Path file) {
        ProtoMessage opset = new ProtoMessage().text(1, "").number(2, 17);
        byte[] model = new ProtoMessage()
                .number(1, 8)
                .message(7, graph)
                .message(8, opset)
                .append(metadata)
                .toBytes();
        try {
            return Files.write(file, model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProtoMessage tensor(String name, int type, long... shape) {
        ProtoMessage tensor = new ProtoMessage();
        for (long axis : shape) {
            tensor.number(1, axis);
        }
        return tensor.number(2, type).text(8, name);
    }

    private static ProtoMessage port(String name, int type, long... shape) {
        ProtoMessage axes = new ProtoMessage();
        for (int axis = 0; axis < shape.length; axis++) {
            ProtoMessage length = shape[axis] < 0
                    ? new ProtoMessage().text(2, name + "_" + axis)
                    : new ProtoMessage().number(1, shape[axis]);
            axes.message(1, length);
        }
        ProtoMessage tensor = new ProtoMessage().number(1, type).message(2, axes);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }
}
