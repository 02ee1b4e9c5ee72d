package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tensor over memory that is shared with the runtime for as long as it lives: the runtime reads or writes it in place,
 * and nothing is allocated per run. Numbers of 16 bits are widened and rounded on the way.
 */
final class PinnedTensor implements AutoCloseable {
    private static final AtomicInteger IN_USE = new AtomicInteger();

    private final OnnxTensor tensor;
    private final Memory memory;
    private boolean closed;

    private PinnedTensor(OnnxTensor tensor, Memory memory) {
        this.tensor = tensor;
        this.memory = memory;
        IN_USE.incrementAndGet();
    }

    /** How many this process holds. */
    static int inUse() {
        return IN_USE.get();
    }

    /** Zeros. */
    static PinnedTensor of(OrtEnvironment environment, Port port) throws OrtException {
        long[] shape = shape(port);
        int count = Math.toIntExact(count(shape));
        if (port.isFloat16()) {
            ShortBuffer halves = bytes(count, Short.BYTES).asShortBuffer();
            return new PinnedTensor(
                    OnnxTensor.createTensor(environment, halves, shape, OnnxJavaType.FLOAT16), new Halves(halves));
        }
        FloatBuffer floats = bytes(count, Float.BYTES).asFloatBuffer();
        return new PinnedTensor(OnnxTensor.createTensor(environment, floats, shape), new Floats(floats));
    }

    private static long[] shape(Port port) {
        List<Long> stated = Objects.requireNonNull(port.shape(), "a shape in full");
        return stated.stream().mapToLong(Long::longValue).toArray();
    }

    private static long count(long... shape) {
        long count = 1;
        for (long axis : shape) {
            count = Math.multiplyExact(count, axis);
        }
        return count;
    }

    private static ByteBuffer bytes(int count, int width) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(count, width)).order(ByteOrder.nativeOrder());
    }

    OnnxTensor tensor() {
        return tensor;
    }

    /** Writes a row of numbers that lie {@code stride} apart, the first one at {@code at}. */
    void put(int at, int stride, float[] row) {
        memory.put(at, stride, row);
    }

    /** Reads such a row. */
    void get(int at, int stride, float[] row) {
        memory.get(at, stride, row);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            tensor.close();
            IN_USE.decrementAndGet();
        }
    }

    private sealed interface Memory {
        void put(int at, int stride, float[] row);

        void get(int at, int stride, float[] row);
    }

    private record Floats(FloatBuffer buffer) implements Memory {
        @Override
        public void put(int at, int stride, float[] row) {
            if (stride == 1) {
                buffer.put(at, row);
                return;
            }
            for (int i = 0; i < row.length; i++) {
                buffer.put(at + i * stride, row[i]);
            }
        }

        @Override
        public void get(int at, int stride, float[] row) {
            if (stride == 1) {
                buffer.get(at, row);
                return;
            }
            for (int i = 0; i < row.length; i++) {
                row[i] = buffer.get(at + i * stride);
            }
        }
    }

    private record Halves(ShortBuffer buffer) implements Memory {
        @Override
        public void put(int at, int stride, float[] row) {
            for (int i = 0; i < row.length; i++) {
                buffer.put(at + i * stride, Fp16Conversions.floatToFp16(row[i]));
            }
        }

        @Override
        public void get(int at, int stride, float[] row) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Fp16Conversions.fp16ToFloat(buffer.get(at + i * stride));
            }
        }
    }
}
