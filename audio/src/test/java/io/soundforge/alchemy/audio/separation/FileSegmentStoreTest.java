package io.soundforge.alchemy.audio.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.dsp.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSegmentStoreTest {
    private static final int FRAMES = 1000;

    @TempDir
    Path temp;

    private Path folder;
    private FileSegmentStore store;
    private final Heartbeat heartbeat = new Heartbeat(Duration.ofSeconds(10));

    @BeforeEach
    void createStore() {
        folder = temp.resolve("address");
        store = store();
    }

    @AfterEach
    void stopHeart() {
        heartbeat.close();
    }

    private FileSegmentStore store() {
        SegmentClaims claims = new SegmentClaims(folder, new DiskClock(temp), heartbeat, Duration.ofMinutes(1));
        return new FileSegmentStore(folder, List.of("drums", "bass"), claims);
    }

    @Test
    void savedRows_comeBackToTheBit_alsoFromAnotherStore() throws IOException {
        float[][] loud = Signals.stereoNoise(1, 1, FRAMES);
        float[][] quiet = Signals.stereoNoise(3, 1e-40, FRAMES);
        loud[0][0] = -0f;
        store.save(7, 0, loud);
        store.save(7, 1, quiet);
        assertThat(folder.resolve("7-drums.f32")).exists();
        assertThat(folder.resolve("7-bass.f32")).exists();
        float[][] loaded = new float[2][FRAMES];
        for (int row = 0; row < 2; row++) {
            assertThat(store().has(7, row)).isTrue();
            assertThat(store().load(7, row, loaded)).isTrue();
            for (int channel = 0; channel < 2; channel++) {
                assertThat(bits(loaded[channel])).isEqualTo(bits((row == 0 ? loud : quiet)[channel]));
            }
        }
    }

    @Test
    void shorterLastSegment_hasItsOwnLength() throws IOException {
        store.save(0, 0, Signals.stereoNoise(1, 1, FRAMES));
        store.save(1, 0, Signals.stereoNoise(2, 1, 10));
        assertThat(store.load(1, 0, new float[2][10])).isTrue();
        assertThat(store.load(1, 0, new float[2][FRAMES])).isFalse();
        assertThat(store.load(0, 0, new float[2][FRAMES])).isTrue();
    }

    @Test
    void absentSegment_isNotThere_andNothingIsCreated() throws IOException {
        assertThat(store.has(0, 0)).isFalse();
        assertThat(store.load(0, 0, new float[2][FRAMES])).isFalse();
        assertThat(folder).doesNotExist();
    }

    @Test
    void droppedSegment_isGoneInAllRows_andOthersStay() throws IOException {
        for (int index : new int[] {1, 11}) {
            store.save(index, 0, new float[2][10]);
            store.save(index, 1, new float[2][10]);
        }
        store.drop(1);
        assertThat(store.has(1, 0) || store.has(1, 1)).isFalse();
        assertThat(store.has(11, 0) && store.has(11, 1)).isTrue();
    }

    @Test
    void damagedSegment_isNotThere_andLeavesTheTargetAlone() throws IOException {
        store.save(0, 0, Signals.stereoNoise(1, 1, FRAMES));
        Path file = folder.resolve("0-drums.f32");
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
        float[][] target = {Signals.constant(5, FRAMES), Signals.constant(5, FRAMES)};
        assertThat(store.load(0, 0, target)).isFalse();
        assertThat(target[0]).containsOnly(5f);
    }

    @Test
    void failedSave_leavesNoFileBehind() throws IOException {
        Files.createDirectories(folder.resolve("0-drums.f32").resolve("in the way"));
        assertThatThrownBy(() -> store.save(0, 0, new float[2][FRAMES])).isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("0-drums.f32");
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
