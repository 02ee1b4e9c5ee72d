package io.soundforge.alchemy.audio.inference;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One input or output of a graph.
 *
 * @param type element type, such as {@code float32}
 * @param shape one number per axis, {@link #FREE} where the graph leaves it open; null when the graph states no shape
 */
record Port(String name, String type, @Nullable List<Long> shape) {
    /** An axis whose length the graph does not state. */
    static final long FREE = -1;

    Port {
        shape = shape == null ? null : List.copyOf(shape);
    }

    /** Whether the elements are numbers that we can feed and read: 32 or 16 bits wide. */
    boolean isFloat() {
        return type.equals("float32") || isFloat16();
    }

    boolean isFloat16() {
        return type.equals("float16");
    }

    /** Number of axes; {@link #FREE} when the graph states no shape. */
    int rank() {
        return shape == null ? (int) FREE : shape.size();
    }

    /** The same port with another shape. */
    Port withShape(List<Long> other) {
        return new Port(name, type, other);
    }

    /** Whether the port may hold a tensor of this shape; {@link #FREE} in the pattern fits any length. */
    boolean fits(List<Long> pattern) {
        if (shape == null) {
            return true;
        }
        if (shape.size() != pattern.size()) {
            return false;
        }
        for (int axis = 0; axis < pattern.size(); axis++) {
            long wanted = pattern.get(axis);
            long stated = shape.get(axis);
            if (wanted != FREE && stated != FREE && wanted != stated) {
                return false;
            }
        }
        return true;
    }

    /** Length of an axis, {@link #FREE} when it is not stated. */
    long axis(int index) {
        return shape == null || index >= shape.size() ? FREE : shape.get(index);
    }

    /** For messages, such as {@code mix float32[1,2,343980]}. */
    String text() {
        return name + " " + type + shapeText(shape);
    }

    static String text(List<Port> ports) {
        return ports.stream().map(Port::text).collect(Collectors.joining(", "));
    }

    static String shapeText(@Nullable List<Long> shape) {
        if (shape == null) {
            return "[shape not stated]";
        }
        return shape.stream()
                .map(length -> length == FREE ? "?" : Long.toString(length))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
