package io.soundforge.alchemy.audio.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.dsp.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSegmentStoreTest {
    private static final int FRAMES = 1000;

    @TempDir
    Path temp;

    private Path folder;
    private FileSegmentStore store;

    @BeforeEach
    void createStore() {
        folder = temp.resolve("address");
        store = new FileSegmentStore(folder);
    }

    @Test
    void savedSegment_comesBackToTheBit_alsoFromAnotherStore() throws IOException {
        float[][][] stems = {Signals.stereoNoise(1, 1, FRAMES), Signals.stereoNoise(3, 1e-40, FRAMES)};
        stems[0][0][0] = -0f;
        store.save(7, stems);
        float[][][] loaded = new float[2][2][FRAMES];
        assertThat(new FileSegmentStore(folder).load(7, loaded)).isTrue();
        for (int stem = 0; stem < 2; stem++) {
            for (int channel = 0; channel < 2; channel++) {
                assertThat(bits(loaded[stem][channel])).isEqualTo(bits(stems[stem][channel]));
            }
        }
    }

    @Test
    void shorterLastSegment_hasItsOwnLength() throws IOException {
        store.save(0, new float[][][] {Signals.stereoNoise(1, 1, FRAMES)});
        store.save(1, new float[][][] {Signals.stereoNoise(2, 1, 10)});
        assertThat(store.load(1, new float[1][2][10])).isTrue();
        assertThat(store.load(1, new float[1][2][FRAMES])).isFalse();
        assertThat(store.load(0, new float[1][2][FRAMES])).isTrue();
    }

    @Test
    void absentSegment_isNotThere_andNothingIsCreated() throws IOException {
        assertThat(store.load(0, new float[1][2][FRAMES])).isFalse();
        assertThat(folder).doesNotExist();
    }

    @Test
    void damagedSegment_isNotThere_andLeavesTheTargetAlone() throws IOException {
        store.save(0, new float[][][] {Signals.stereoNoise(1, 1, FRAMES)});
        Path file = folder.resolve("0.f32");
        byte[] whole = Files.readAllBytes(file);
        for (int position : new int[] {0, whole.length / 2, whole.length - 1}) {
            byte[] flipped = whole.clone();
            flipped[position] ^= 1;
            assertNotLoaded(file, flipped);
        }
        assertNotLoaded(file, Arrays.copyOf(whole, whole.length - 1));
        assertNotLoaded(file, Arrays.copyOf(whole, whole.length + 1));
        assertNotLoaded(file, new byte[whole.length]);
        assertNotLoaded(file, new byte[0]);
    }

    private void assertNotLoaded(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        float[][][] target = {{Signals.constant(5, FRAMES), Signals.constant(5, FRAMES)}};
        assertThat(store.load(0, target)).isFalse();
        assertThat(target[0][0]).containsOnly(5f);
    }

    @Test
    void failedSave_leavesNoFileBehind() throws IOException {
        Files.createDirectories(folder.resolve("0.f32").resolve("in the way"));
        assertThatThrownBy(() -> store.save(0, new float[1][2][FRAMES])).isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("0.f32");
        }
    }

    private static int[] bits(float[] samples) {
        int[] bits = new int[samples.length];
        for (int i = 0; i < samples.length; i++) {
            bits[i] = Float.floatToRawIntBits(samples[i]);
        }
        return bits;
    }
}
