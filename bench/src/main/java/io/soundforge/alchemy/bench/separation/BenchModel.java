package io.soundforge.alchemy.bench.separation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a model of the waveform contract with segments of 7.8 s: the mix is multiplied by one reflection of 252 numbers
 * many times over, so that it costs what one asks for in a file of 255 KB, and every stem is a quarter of the mix. Field
 * numbers from onnx.proto3.
 */
final class BenchModel {
    static final int FRAMES = 343_980;
    private static final int SIDE = 252;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

    private BenchModel() {}

    /** @param products how often the reflection is applied; two give back the mix */
    static Path write(Path file, int products) throws IOException {
        BenchModel model = new BenchModel();
        model.node("Reshape", "x0", "mix", "rows");
        for (int i = 0; i < products; i++) {
            model.node("MatMul", "x" + (i + 1), "x" + i, "reflection");
        }
        model.node("Reshape", "flat", "x" + products, "stereo");
        model.node("Mul", "stems", "flat", "quarters");
        model.tensor("rows", INT64, longs(-1, SIDE), 2);
        model.tensor("stereo", INT64, longs(1, 1, 2, FRAMES), 4);
        model.tensor("reflection", FLOAT, floats(reflection()), SIDE, SIDE);
        model.tensor("quarters", FLOAT, floats(new float[] {0.25f, 0.25f, 0.25f, 0.25f}), 1, 4, 1, 1);
        model.port(11, "mix", 1, 2, FRAMES);
        model.port(12, "stems", 1, 4, 2, FRAMES);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        number(whole, 1, 8);
        bytes(whole, 7, model.graph.toByteArray());
        ByteArrayOutputStream operators = new ByteArrayOutputStream();
        number(operators, 2, 17);
        bytes(whole, 8, operators.toByteArray());
        return Files.write(file, whole.toByteArray());
    }

    /** I - 2vv' with all entries of v alike. */
    private static float[] reflection() {
        float[] matrix = new float[SIDE * SIDE];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (i % (SIDE + 1) == 0 ? 1f : 0f) - 2f / SIDE;
        }
        return matrix;
    }

    private void node(String operator, String output, String... inputs) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        for (String input : inputs) {
            text(node, 1, input);
        }
        text(node, 2, output);
        text(node, 4, operator);
        bytes(graph, 1, node.toByteArray());
    }

    private void tensor(String name, int type, byte[] raw, long... shape) {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        for (long axis : shape) {
            number(tensor, 1, axis);
        }
        number(tensor, 2, type);
        text(tensor, 8, name);
        bytes(tensor, 9, raw);
        bytes(graph, 5, tensor.toByteArray());
    }

    private void port(int field, String name, long... shape) {
        ByteArrayOutputStream axes = new ByteArrayOutputStream();
        for (long axis : shape) {
            ByteArrayOutputStream length = new ByteArrayOutputStream();
            number(length, 1, axis);
            bytes(axes, 1, length.toByteArray());
        }
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        number(tensor, 1, FLOAT);
        bytes(tensor, 2, axes.toByteArray());
        ByteArrayOutputStream type = new ByteArrayOutputStream();
        bytes(type, 1, tensor.toByteArray());
        ByteArrayOutputStream port = new ByteArrayOutputStream();
        text(port, 1, name);
        bytes(port, 2, type.toByteArray());
        bytes(graph, field, port.toByteArray());
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return bytes.array();
    }

    private static void text(ByteArrayOutputStream out, int field, String text) {
        bytes(out, field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
        varint(out, field << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, field << 3);
        varint(out, value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
