package io.soundforge.alchemy.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipLayoutTest {
    private static final long FIVE_GIGABYTES = 5L << 30;

    @TempDir
    Path folder;

    @Test
    void smallFiles_areReadByJavasZip() throws Exception {
        byte[] one = "one".getBytes(StandardCharsets.US_ASCII);
        byte[] two = new byte[100_000];
        ZipLayout layout =
                new ZipLayout(List.of(new ZipLayout.Entry("Süß – 歌.wav", 3), new ZipLayout.Entry("b.wav", 100_000)));
        Path zip = folder.resolve("a.zip");
        try (FileChannel out = channel(zip)) {
            write(out, layout.header(0, crc(one)));
            write(out, one);
            write(out, layout.header(1, crc(two)));
            write(out, two);
            write(out, layout.tail(new long[] {crc(one), crc(two)}));
        }

        assertThat(Files.size(zip)).isEqualTo(layout.length());
        try (ZipFile read = new ZipFile(zip.toFile())) {
            assertThat(read.stream().map(ZipEntry::getName)).containsExactly("Süß – 歌.wav", "b.wav");
            assertThat(read.getInputStream(read.getEntry("Süß – 歌.wav")).readAllBytes())
                    .isEqualTo(one);
            assertThat(read.getInputStream(read.getEntry("b.wav")).readAllBytes())
                    .isEqualTo(two);
            assertThat(read.getEntry("b.wav").getMethod()).isEqualTo(ZipEntry.STORED);
        }
    }

    /** Holes on disk stand for the bytes. */
    @Test
    void filesBeyondFourGigabytes_areFoundByTheirZip64Fields() throws Exception {
        ZipLayout layout = new ZipLayout(List.of(
                new ZipLayout.Entry("large.wav", FIVE_GIGABYTES),
                new ZipLayout.Entry("small.wav", 3),
                new ZipLayout.Entry("limit.wav", 0xFFFF_FFFFL)));
        byte[] small = {1, 2, 3};
        Path zip = folder.resolve("large.zip");
        try (FileChannel out = channel(zip)) {
            write(out, layout.header(0, 0));
            out.position(out.position() + FIVE_GIGABYTES);
            write(out, layout.header(1, crc(small)));
            write(out, small);
            write(out, layout.header(2, 0));
            out.position(out.position() + 0xFFFF_FFFFL);
            write(out, layout.tail(new long[] {0, crc(small), 0}));
        }

        assertThat(Files.size(zip)).isEqualTo(layout.length());
        try (ZipFile read = new ZipFile(zip.toFile())) {
            assertThat(read.getEntry("large.wav").getSize()).isEqualTo(FIVE_GIGABYTES);
            assertThat(read.getEntry("limit.wav").getSize()).isEqualTo(0xFFFF_FFFFL);
            assertThat(read.getInputStream(read.getEntry("small.wav")).readAllBytes())
                    .isEqualTo(small);
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE);
    }

    private static void write(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            out.write(rest);
        }
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
