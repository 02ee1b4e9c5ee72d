package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.dsp.pcm.ArrayPcm;
import io.soundforge.alchemy.dsp.pcm.WavFormat;
import io.soundforge.alchemy.dsp.pcm.WavWriter;
import io.soundforge.alchemy.dsp.synthesis.DemoSong;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** Audio files of our own making, and what is inside those that come back. */
final class Songs {
    private static final int FLOAT_WAV_HEADER_LEAST = 44;

    private Songs() {}

    /** The demo song, played several times, as 16-bit WAV. */
    static Path demo(Path file, int times) throws IOException {
        float[][] once = new DemoSong().mix();
        float[][] all = new float[2][once[0].length * times];
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < times; i++) {
                System.arraycopy(once[c], 0, all[c], i * once[c].length, once[c].length);
            }
        }
        WavWriter.write(new ArrayPcm(all, DemoSong.SAMPLE_RATE), WavFormat.INT16, file);
        return file;
    }

    /** The first seconds of the demo song. */
    static Path start(Path file, int seconds) throws IOException {
        float[][] whole = new DemoSong().mix();
        float[][] part = new float[2][];
        for (int c = 0; c < 2; c++) {
            part[c] = java.util.Arrays.copyOf(whole[c], seconds * DemoSong.SAMPLE_RATE);
        }
        WavWriter.write(new ArrayPcm(part, DemoSong.SAMPLE_RATE), WavFormat.INT16, file);
        return file;
    }

    /** The samples of a WAV file: those of its {@code data} chunk, 32-bit floats. */
    static FloatBuffer floats(byte[] wav) {
        ByteBuffer bytes = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (bytes.getInt(at) != 0x61746164) { // "data"
            at += 8 + bytes.getInt(at + 4);
        }
        int length = bytes.getInt(at + 4);
        if (at + 8 < FLOAT_WAV_HEADER_LEAST) {
            throw new IllegalArgumentException("not a WAV file");
        }
        return bytes.slice(at + 8, length).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    /** Whether a track has these four stems, byte for byte. */
    static void assertStems(ApiClient client, JsonObject track, Map<String, byte[]> expected) throws Exception {
        assertThat(track.getJsonArray("stems")).hasSize(4);
        for (int i = 0; i < 4; i++) {
            JsonObject stem = track.getJsonArray("stems").getJsonObject(i);
            assertThat(client.bytes(stem.getString("url")))
                    .as(stem.getString("type"))
                    .isEqualTo(expected.get(stem.getString("type")));
        }
    }
}
