package io.soundforge.alchemy.download.provider.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintStoreTest {
    private static final LibraryEntry ONE = new LibraryEntry("a/one.flac", 1, 10, "One", "A", "", "", 200_000, true);
    private static final LibraryEntry TWO = new LibraryEntry("a/two.flac", 1, 10, "Two", "A", "", "", 200_000, true);

    @TempDir
    Path folder;

    private PrintStore open() throws IOException {
        PrintStore store = new PrintStore(folder.resolve("prints"));
        store.open();
        return store;
    }

    private static Fingerprint print(int seed) {
        byte[] words = new byte[4 * 2500];
        new Random(seed).nextBytes(words);
        return Fingerprint.of(words);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void prints_areKeptOverRestarts_untilTheirFilesChange() throws IOException {
        PrintStore store = open();
        store.write(ONE, print(1));
        store.write(TWO, Fingerprint.of(new byte[0]));

        PrintStore again = open();

        assertThat(again.size()).isEqualTo(2);
        assertThat(again.read(ONE)).contains(print(1));
        assertThat(again.read(TWO)).contains(Fingerprint.of(new byte[0]));
        assertThat(again.has(new LibraryEntry("a/one.flac", 2, 10, "One", "A", "", "", 200_000, true)))
                .isFalse();
        assertThat(again.has(new LibraryEntry("a/one.flac", 1, 11, "One", "A", "", "", 200_000, true)))
                .isFalse();
    }

    @Test
    void printsOfGoneFiles_andHalfWrittenOnes_areRemoved() throws IOException {
        PrintStore store = open();
        store.write(ONE, print(1));
        store.write(TWO, print(2));
        assertThat(store.keepOnly(List.of(TWO))).isEqualTo(1);
        assertThat(files()).hasSize(1);
        Files.write(files().get(0).resolveSibling("x.part"), new byte[5]);

        assertThat(open().size()).isEqualTo(1);
        assertThat(files()).hasSize(1);
        assertThat(open().read(ONE)).isEmpty();
    }

    @Test
    void damagedPrint_isAsGoodAsNone() throws IOException {
        for (int what = 0; what < 4; what++) {
            PrintStore store = open();
            store.write(ONE, print(1));
            Path file = files().get(0);
            byte[] bytes = Files.readAllBytes(file);
            switch (what) {
                case 0 -> Files.write(file, new byte[0]);
                case 1 -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 4));
                case 2 -> {
                    bytes[5_000] ^= 1;
                    Files.write(file, bytes);
                }
                default -> Files.delete(file);
            }

            assertThat(store.read(ONE)).as("damage " + what).isEmpty();
            assertThat(store.has(ONE)).isFalse();
        }
    }
}
