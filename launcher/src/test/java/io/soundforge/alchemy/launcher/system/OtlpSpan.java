package io.soundforge.alchemy.launcher.system;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A span as OTLP carries it, read from protobuf by the numbers of opentelemetry/proto/trace/v1/trace.proto.
 *
 * @param parent empty for the first of a trace
 * @param attributes those that are texts
 * @param events their names
 * @param failed whether its status is an error
 */
record OtlpSpan(
        String trace,
        String id,
        String parent,
        String name,
        Map<String, String> attributes,
        List<String> events,
        boolean failed) {
    private static final int ERROR = 2;

    /** Those of an ExportTraceServiceRequest. */
    static List<OtlpSpan> all(byte[] request) {
        List<OtlpSpan> spans = new ArrayList<>();
        for (byte[] resource : Fields.of(request).all(1)) {
            for (byte[] scope : Fields.of(resource).all(2)) {
                Fields.of(scope).all(2).forEach(span -> spans.add(of(Fields.of(span))));
            }
        }
        return spans;
    }

    private static OtlpSpan of(Fields span) {
        Map<String, String> attributes = new HashMap<>();
        for (byte[] attribute : span.all(9)) {
            Fields pair = Fields.of(attribute);
            attributes.put(pair.text(1), Fields.of(pair.first(2)).text(1));
        }
        return new OtlpSpan(
                HexFormat.of().formatHex(span.first(1)),
                HexFormat.of().formatHex(span.first(2)),
                HexFormat.of().formatHex(span.first(4)),
                span.text(5),
                attributes,
                span.all(11).stream().map(event -> Fields.of(event).text(2)).toList(),
                Fields.of(span.first(15)).number(3) == ERROR);
    }

    /** The fields of one message, by number: byte strings, and numbers as eight bytes. */
    private record Fields(Map<Integer, List<byte[]>> byNumber) {
        static Fields of(byte[] message) {
            Map<Integer, List<byte[]>> fields = new HashMap<>();
            ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining()) {
                long tag = varint(bytes);
                byte[] value =
                        switch ((int) tag & 7) {
                            case 0 ->
                                ByteBuffer.allocate(8).putLong(varint(bytes)).array();
                            case 1 -> taken(bytes, 8);
                            case 2 -> taken(bytes, (int) varint(bytes));
                            case 5 -> taken(bytes, 4);
                            default -> throw new IllegalArgumentException("no such wire type: " + (tag & 7));
                        };
                fields.computeIfAbsent((int) (tag >>> 3), number -> new ArrayList<>())
                        .add(value);
            }
            return new Fields(fields);
        }

        List<byte[]> all(int number) {
            return byNumber.getOrDefault(number, List.of());
        }

        byte[] first(int number) {
            return all(number).isEmpty() ? new byte[0] : all(number).get(0);
        }

        String text(int number) {
            return new String(first(number), StandardCharsets.UTF_8);
        }

        long number(int number) {
            return all(number).isEmpty() ? 0 : ByteBuffer.wrap(first(number)).getLong();
        }

        private static byte[] taken(ByteBuffer bytes, int length) {
            byte[] value = new byte[length];
            bytes.get(value);
            return value;
        }

        private static long varint(ByteBuffer bytes) {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte next = bytes.get();
                value |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("a number without an end");
        }
    }
}
