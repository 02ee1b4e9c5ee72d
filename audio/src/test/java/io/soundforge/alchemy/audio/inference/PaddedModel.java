package io.soundforge.alchemy.audio.inference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A working model that is as large as a test likes: what fills it is the doc_string, field 6 of onnx.proto3. */
public final class PaddedModel {
    private static final int DOC_STRING = (6 << 3) | 2;

    private PaddedModel() {}

    /** An identity for 4 stems with so many letters of padding. */
    public static byte[] bytes(int padding) {
        return bytes(padding, 4);
    }

    public static byte[] bytes(int padding, int stems) {
        try {
            Path file = Files.createTempFile("model", ".onnx");
            TinyModels.identity(file, stems, 4096);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(Files.readAllBytes(file));
            Files.delete(file);
            out.write(DOC_STRING);
            for (int rest = padding; ; rest >>>= 7) {
                out.write(rest < 128 ? rest : (rest & 127) | 128);
                if (rest < 128) {
                    break;
                }
            }
            new Random(padding).ints(padding, 'a', 'z').forEach(out::write);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
